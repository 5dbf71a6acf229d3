/** A text of our own in which something varies, and its Spanish, which may name the parts as `$1`. */
export type Pattern = readonly [found: RegExp, spanish: string];
