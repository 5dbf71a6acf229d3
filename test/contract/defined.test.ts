import { describe, expect, it } from 'vitest';
import { defined } from '../../src/contract/defined.js';

describe('defined', () => {
  it('leaves out what is undefined and keeps null, false, 0 and the empty text', () => {
    const made = defined({ none: undefined, nothing: null, no: false, zero: 0, empty: '' });
    expect(made).toStrictEqual({ nothing: null, no: false, zero: 0, empty: '' });
  });

  it('gives a type whose optional members may be left out, but are never undefined', () => {
    const region: string | undefined = ['eu-west-1'].at(1);
    const made: { name: string; region?: string } = defined({ name: 'a', region });
    expect('region' in made).toBe(false);
  });
});
