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

export const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

function valueOf({ text, name, details = [] }: Row): string {
  const more = details.length === 0 ? '' : ` (${details.join('; ')})`;
  if (name === undefined) return escaped(text + more);
  const [before = '', ...after] = text.split(name);
  return `${escaped(before)}${code(name)}${escaped(after.join(name) + more)}`;
}

/** Names set as code: nothing in them can end it. */
export const code = (text: string): string => `\`${text.replace(/[|\r\n`]/g, ' ')}\``;

/**
 * Text of the data or of people, to be shown as it is: on one line, and neither links, images, tags nor any other Markdown, also not
 * the links that are made of bare addresses.
 */
export const escaped = (text: string): string =>
  text
    .replace(/[\r\n\u2028\u2029]+/g, ' ')
    .replace(/[\\|`<[\]*~@]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|^[#>]|:(?=\/\/)|(?<=\bwww)\./gi, '\\$&');

const capitalised = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1);
