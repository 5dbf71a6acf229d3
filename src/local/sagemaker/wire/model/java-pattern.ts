const compiled = new Map<string, RegExp>();

/** Whether the whole of a text matches a pattern of the service model, which is written for Java. */
export function matchesPattern(pattern: string, text: string): boolean {
  const regex = compiled.get(pattern) ?? compilePattern(pattern);
  compiled.set(pattern, regex);
  return regex.test(text);
}

/** What Java writes otherwise. The classes stand inside of brackets only, wherever the model uses them. */
const spellings: readonly (readonly [java: string, here: string])[] = [
  ['\\p{Alnum}', 'A-Za-z0-9'],
  ['\\p{Print}', '\\x20-\\x7E'],
  ['\\A', ''],
  ['\\z', ''],
];

/** @throws SyntaxError for a pattern that says something JavaScript has no word for @internal */
export function compilePattern(pattern: string): RegExp {
  const whole = `^(?:${spellings.reduce((text, [java, here]) => text.replaceAll(java, here), pattern)})$`;
  // Unicode classes need the mode in which escapes of harmless characters (\_ or \:) are errors.
  return /\\p\{/.test(whole) ? new RegExp(whole.replace(/\\([_:@=#%&~<>!"', ])/g, '$1'), 'u') : new RegExp(whole);
}
