/** A small generator with a fixed seed: the same "random" texts in every run, so that a failure can be seen again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const alphabet = [...'abcXYZ0189-_./: ,;"\'\n\r\t%+=@#~é漢😀\u0000\u200b'];

/** Texts of all lengths up to 200, from letters, digits, separators, line breaks, controls, accents and emoji. */
export function seededTexts(count: number, seed = 1): string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () =>
    Array.from({ length: Math.floor(random() * 200) }, () => alphabet[Math.floor(random() * alphabet.length)]).join(''),
  );
}
