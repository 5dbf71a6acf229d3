/** Values that pandas.read_csv takes for missing, quoted or not; exactly these, without blanks around them. */
const missingWords = new Set(
  '#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null|' // the empty text is the last
    .split('|'),
);

/** Bytes of the longest. */
export const longestMissingWord = 8;

export const isMissingWord = (text: string): boolean => missingWords.has(text);

/** An empty text, or one of blanks of any kind: no encoder makes anything of it. */
export const isBlankText = (text: string): boolean => text.trim() === '';

/** What pandas.read_csv reads as a number or a truth value; a column of nothing else is not one of texts to it. */
export const isNumberOrTruth = (text: string): boolean =>
  /^[ \t-\r]*([+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?inf(inity)?)[ \t-\r]*$/i.test(text) ||
  /^(True|TRUE|true|False|FALSE|false)$/.test(text);
