// Random choices that a seed repeats.

/**
 * Numbers from 0 to below 1 (mulberry32).
 * @param {number} seed
 */
export function randomOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    /** @param {number} below */
    integer: (below) => Math.floor(next() * below),
    /** @param {number} chance */
    is: (chance) => next() < chance,
    /**
     * @template T
     * @param {readonly T[]} items
     * @returns {T}
     */
    of: (items) => /** @type {T} */ (items[Math.floor(next() * items.length)]),
  };
}

/** @typedef {ReturnType<typeof randomOf>} Random */
