/** A source of numbers in [0, 1) that gives the same sequence for the same seed, on every machine. */
export type Random = () => number;

/** The seed of a job that names none, so that equal requests train equal models. */
export const defaultSeed = 20_250_101;

/** @throws Error for a text that is not an integer from 0 to 2^31 - 1 */
export function readSeed(text: string): number {
  const seed = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (!(seed < 2 ** 31)) throw new Error(`TUNEWRIGHT_SEED must be an integer from 0 to ${2 ** 31 - 1}, not "${text}"`);
  return seed;
}

/** 32-bit xorshift, its state spread by one multiplicative step so that small neighbouring seeds differ. */
export function seededRandom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
  // The first outputs still resemble the seed.
  for (let warmUp = 0; warmUp < 8; warmUp++) next();
  return next;
}

/** The numbers 0 to `length - 1` in random order. */
export function shuffledIndexes(length: number, random: Random): Uint32Array {
  const indexes = Uint32Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const moved = indexes[last]!;
    indexes[last] = indexes[other]!;
    indexes[other] = moved;
  }
  return indexes;
}
