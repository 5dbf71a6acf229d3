import { describe, expect, it } from 'vitest';
import { readSeed } from '../../../../src/local/trainer/numbers/seeded-random.js';

describe('a seed', () => {
  it('is read from its text', () => {
    expect(readSeed('42')).toBe(42);
  });

  it.each(['-1', '1.5', 'abc', '2147483648'])('is not %j', (text) => {
    expect(() => readSeed(text)).toThrow(`TUNEWRIGHT_SEED must be an integer from 0 to 2147483647, not "${text}"`);
  });
});
