import type { Row } from '../view/row.js';

/** How the rows of the view look in the Temporal UI. */

export function markdownTable(rows: readonly Row[], title = ''): string {
  return [
    `| ${title} | |`,
    '|---|---|',
    ...rows.map((row) => `| ${escaped(capitalised(row.title))} | ${valueOf(row)} |`),
  ].join('\n');
}

/** Nothing where there is nothing to list. */
export const markdownList = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `${title}:\n\n${items.map((item) => `- ${escaped(item)}`).join('\n')}`;

/** A whole page of details. The Temporal UI shows all but the last lines of it: these are blank. */
export const page = (parts: readonly string[]): string => paragraphs([...parts, '\u00a0']);

export const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

function valueOf({ text, name, details = [] }: Row): string {
  const more = details.length === 0 ? '' : ` (${details.join('; ')})`;
  if (name === undefined) return escaped(text + more);
  const [before = '', ...after] = text.split(name);
  return `${escaped(before)}${code(name)}${escaped(after.join(name) + more)}`;
}

/** Names set as code: nothing in them can end it. The digest in the place of a data set is cut in its middle: no page is wide enough for it. */
export const code = (text: string): string =>
  `\`${text.replace(/[|\r\n`]/g, ' ').replace(/[0-9a-f]{64}/g, (digest) => `${digest.slice(0, 8)}…${digest.slice(-6)}`)}\``;

/**
 * Text of the data or of people, to be shown as it is: on one line, and neither links, images, tags nor any other Markdown, also not
 * the links that are made of bare addresses, and the fractions that are made of `1/2`.
 */
export const escaped = (text: string): string =>
  text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(/(?<![\w/.])(\d+)\/(\d+)(?![\w/])/g, '$1 / $2')
    .replace(/[\\|`<[\]*~@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[#>]|:(?=\/\/)|(?<=\bwww)\./gi, '\\$&');

const capitalised = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1);
