import type { Row } from '../view/row.js';

/** How the rows of the view look in the Temporal UI. */

export function markdownTable(rows: readonly Row[], title = ''): string {
  return [
    `| ${title} | |`,
    '|---|---|',
    ...rows.map((row) => `| ${cell(capitalised(row.title))} | ${valueOf(row)} |`),
  ].join('\n');
}

/** Nothing where there is nothing to list. */
export const markdownList = (title: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `${title}:\n\n${items.map((item) => `- ${item}`).join('\n')}`;

export const paragraphs = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

function valueOf({ text, name, details = [] }: Row): string {
  const more = details.length === 0 ? '' : ` (${details.join('; ')})`;
  if (name === undefined) return cell(text + more);
  const [before = '', ...after] = text.split(name);
  return `${cell(before)}\`${name.replace(/[|\r\n`]/g, ' ')}\`${cell(after.join(name) + more)}`;
}

/** A sentence of the data must not break the table, nor be read as Markdown of ours. */
const cell = (text: string): string => text.replace(/[\r\n]+/g, ' ').replace(/[\\|`<[]/g, '\\$&');

const capitalised = (title: string): string => title.charAt(0).toUpperCase() + title.slice(1);
