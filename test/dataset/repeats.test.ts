import { describe, expect, test } from 'vitest';
import { Repeats } from '../../src/dataset/repeats.js';

function repeatsOf(rows: [text: string, label: number][], limit?: number): ReturnType<Repeats['report']> {
  const repeats = new Repeats(limit);
  rows.forEach(([text, label], index) => {
    const bytes = Buffer.from(text);
    repeats.take(index + 1, bytes, 0, bytes.length, label);
  });
  return repeats.report();
}

/** `count` different texts, then all of them again with the label that `again` gives. */
const twice = (count: number, again: (index: number) => number): [string, number][] => [
  ...Array.from({ length: count }, (_, index): [string, number] => [`text ${index}`, index % 2]),
  ...Array.from({ length: count }, (_, index): [string, number] => [`text ${index}`, again(index)]),
];

describe('repeated texts', () => {
  test('with the same label are duplicates, every row after the first', () => {
    expect(
      repeatsOf([
        ['a', 0],
        ['a', 0],
        ['b', 0],
        ['a', 0],
      ]),
    ).toMatchObject({ duplicateRows: 2, contradictingRows: 0 });
  });

  test('with another label contradict, and the row is named', () => {
    expect(
      repeatsOf([
        ['a', 0],
        ['b', 1],
        ['a', 1],
      ]),
    ).toMatchObject({ contradictingRows: 1, firstContradictions: [3] });
  });

  test('are counted exactly up to the limit of different texts', () => {
    expect(
      repeatsOf(
        twice(5_000, (index) => index % 2),
        5_000,
      ),
    ).toMatchObject({ exact: true, duplicateRows: 5_000 });
  });

  test('beyond the limit are counted on a sample that says so and comes within a tenth', () => {
    const { exact, duplicateRows, contradictingRows } = repeatsOf(
      twice(40_000, (index) => (index % 4 === 0 ? 7 : index % 2)),
      5_000,
    );
    expect(exact).toBe(false);
    expect(Math.abs(duplicateRows / 30_000 - 1)).toBeLessThan(0.1);
    expect(Math.abs(contradictingRows / 10_000 - 1)).toBeLessThan(0.1);
  });

  test('that differ in one character are not the same', () => {
    const different = Array.from({ length: 200_000 }, (_, index): [string, number] => [
      `the same beginning ${index}`,
      0,
    ]);
    expect(repeatsOf(different).duplicateRows).toBe(0);
  });
});
