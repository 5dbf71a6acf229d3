/** stdout carries the answer, stderr everything else. */

export const isTerminal = (): boolean => process.stderr.isTTY === true && process.stdin.isTTY === true;

export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, process.stdout.isTTY ? 2 : 0)}\n`);
}

export function print(line = ''): void {
  process.stdout.write(`${line}\n`);
}

export function say(line = ''): void {
  process.stderr.write(`${line}\n`);
}

/** Columns padded to their widest cell. */
export function table(header: string[], rows: string[][]): string {
  const widths = header.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.map(line)].join('\n');
}

const colours = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/** Colours only on a terminal, and never where NO_COLOR is set. */
export function colour(name: keyof typeof colours, text: string): string {
  const plain = process.stderr.isTTY !== true || (process.env['NO_COLOR'] ?? '') !== '';
  return plain ? text : `\u001b[${colours[name]}m${text}\u001b[0m`;
}
