/** The line between header and rows, of Markdown or of what psql and mysql print; they also draw such lines around a table. */
const rule = /^\s*[|+]?\s*:?-+:?\s*([|+]\s*:?-+:?\s*)+[|+]?\s*$/;

/** Titles, and lines that are drawn, are no table. */
const above = /^\s*(#.*)?$/;

const isRule = (line: string): boolean => rule.test(line);

/** Lines of dashes, and the number of rows that psql writes below. */
export const isNoRow = (line: string): boolean => isRule(line) || /^\(\d+ rows?\)\s*$/.test(line);

/** Lines of a text up to the header of the table that it begins with; null where it begins with none. */
export function linesBeforeTable(text: string): number | null {
  const lines = text.split(/\r?\n/, 20);
  const header = lines.findIndex((line) => !above.test(line) && !isRule(line));
  return header !== -1 && lines[header]?.includes('|') === true && isRule(lines[header + 1] ?? '') ? header : null;
}

/** What stands between the bars of a line; a bar within is written `\|`. */
export function cellsOf(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}
