/**
 * Controls of terminals but tab and line feed (C0, DEL, C1), and what reverses the direction of writing: in texts of others (rows of data,
 * names, reasons, log lines) they could move the cursor, hide lines and feign what a person decides on.
 */
const controls = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu;

/** The text with each control as it would be written in JavaScript: `\x1b`, `\u202e`. Of any number of lines. */
export const visible = (text: string): string => text.replace(controls, escaped);

/** The same of a text that stands in one line: a line feed in it can't feign another one. */
export const visibleLine = (text: string): string => visible(text).replaceAll('\n', '\\n');

/** The same of a text that may have several lines: the further ones are marked, so that they look like none of ours. */
export const visibleLines = (text: string): string => visible(text).replaceAll('\n', '\n  | ');

/** A JSON document whose texts are the same for a reader of JSON, and hold no control. */
export const visibleJson = (json: string): string =>
  json.replace(controls, (character) => `\\u${hex(character).padStart(4, '0')}`);

const escaped = (character: string): string => {
  const code = hex(character);
  return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
};

const hex = (character: string): string => character.charCodeAt(0).toString(16);
