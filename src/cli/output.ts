import { withoutSignatures } from '../contract/text/without-signatures.js';
import { visible, visibleJson, visibleLine } from './visible.js';

/** stdout carries the answer, stderr everything else. Neither carries a control character that another one wrote. */

export const isTerminal = (): boolean => process.stderr.isTTY === true && process.stdin.isTTY === true;

export function printJson(document: unknown): void {
  process.stdout.write(`${visibleJson(JSON.stringify(document, null, process.stdout.isTTY ? 2 : 0))}\n`);
}

export function print(text = '', style?: Style): void {
  process.stdout.write(`${styled(visible(text), style)}\n`);
}

export function say(text = '', style?: Style): void {
  process.stderr.write(`${styled(withoutSignatures(visible(text)), style)}\n`);
}

/** Columns padded to their widest cell. */
export function table(header: string[], rows: string[][]): string {
  const cells = rows.map((row) => row.map(visibleLine));
  const widths = header.map((name, column) => Math.max(name.length, ...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(header), ...cells.map(line)].join('\n');
}

const styles = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

export type Style = keyof typeof styles;

/** Only on a terminal, and never where NO_COLOR is set. */
function styled(text: string, style: Style | undefined): string {
  const plain = style === undefined || process.stderr.isTTY !== true || (process.env['NO_COLOR'] ?? '') !== '';
  return plain ? text : `\u001b[${styles[style]}m${text}\u001b[0m`;
}
