import { describe, expect, test } from 'vitest';
import type { Part } from '../../../src/dataset/prepare/division.js';
import { Division } from '../../../src/dataset/prepare/division.js';

type Row = readonly [label: string, text: string];
const split = { validation: 0.1, test: 0.2 };

function divided(rows: readonly Row[], { seed = 1, most }: { seed?: number; most?: number } = {}): Part[] {
  const division = new Division(split, seed, most);
  for (const [label, text] of rows) division.add(label, text);
  return rows.map(([label, text]) => division.partOf(label, text));
}

const rowsOf = (label: string, count: number): Row[] =>
  Array.from({ length: count }, (_, row) => [label, `text ${row} of ${label}`]);
const share = (rows: readonly Row[], parts: readonly Part[], label: string, part: Part): number =>
  rows.filter(([own], index) => own === label && parts[index] === part).length;

describe('a division', () => {
  const rows = [...rowsOf('a', 1_000), ...rowsOf('b', 30), ...rowsOf('c', 10)];

  test.each([
    ['a', 100, 200],
    ['b', 3, 6],
    ['c', 1, 2],
  ])('gives each part its share of class %s, to the row', (label, validation, held) => {
    const parts = divided(rows);
    expect([share(rows, parts, label, 'validation'), share(rows, parts, label, 'test')]).toEqual([validation, held]);
  });

  test('is the same with the same seed, in whatever order rows come', () => {
    const parts = divided(rows);
    const reversed = divided([...rows].reverse()).reverse();
    expect(reversed).toEqual(parts);
  });

  test('is another with another seed', () => {
    expect(divided(rows, { seed: 2 })).not.toEqual(divided(rows));
  });

  test('never has the same text on both sides, whatever its label, capitals and blanks', () => {
    const repeated = rows.flatMap(([label, text], row): Row[] => [
      [label, text],
      [row % 3 === 0 ? 'b' : 'c', ` ${text.toUpperCase().replace(' ', '  ')}`],
    ]);
    const parts = divided(repeated);
    expect(repeated.flatMap((_, row) => (row % 2 === 1 && parts[row] !== parts[row - 1] ? [row] : []))).toEqual([]);
  });

  test('keeps the rows of one text together, and is off by no more than those', () => {
    const repeated = Array.from({ length: 1_000 }, (_, row): Row => ['a', `text ${row >> 2}`]);
    const held = share(repeated, divided(repeated), 'a', 'validation');
    expect([held % 4, Math.abs(held - 100) < 4]).toEqual([0, true]);
  });

  test('leaves a row of each class to train on', () => {
    const few = [...rowsOf('a', 50), ...rowsOf('b', 1), ...rowsOf('c', 2)];
    const parts = divided(few);
    expect(['a', 'b', 'c'].map((label) => share(few, parts, label, 'training') > 0)).toEqual([true, true, true]);
  });

  test('of more rows than are kept comes close for the largest class, and is exact for the others', () => {
    const many = [...rowsOf('a', 20_000), ...rowsOf('b', 30)];
    const parts = divided(many, { most: 1_000 });
    expect(Math.abs(share(many, parts, 'a', 'validation') - 2_000)).toBeLessThan(150);
    expect(share(many, parts, 'b', 'test')).toBe(6);
  });
});
