/** What is found in a text of ours, and its Spanish. */
export type Pattern = readonly [found: RegExp, spanish: string];
