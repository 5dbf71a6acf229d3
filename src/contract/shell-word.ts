/** The text as one word of a POSIX shell: names that strangers chose stand in commands that people copy. */
export const shellWord = (text: string): string =>
  /^[\w.:@%+=,/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
