import { elementAt } from '../numbers/element-at.js';
import { shuffledIndexes } from '../numbers/seeded-random.js';
import type { Random } from '../numbers/seeded-random.js';

/** Rows are mixed freely, then ordered by length within so many batches: filling up costs as much as text. */
const batchesSortedTogether = 10;
/** So many tokens, filling included, are run at a time: more would only take memory. */
const tokensAtATime = 1024;

/** The batches of one epoch, row numbers in random order of batches, each of rows of similar length. */
export function bucketedBatches(lengths: readonly number[], size: number, random: Random): number[][] {
  const lengthOf = (row: number): number => elementAt(lengths, row);
  const rows = [...shuffledIndexes(lengths.length, random)];
  const window = size * batchesSortedTogether;
  const batches: number[][] = [];
  for (let start = 0; start < rows.length; start += window) {
    const together = rows.slice(start, start + window).sort((a, b) => lengthOf(b) - lengthOf(a) || a - b);
    for (let at = 0; at < together.length; at += size) batches.push(together.slice(at, at + size));
  }
  return [...shuffledIndexes(batches.length, random)].map((batch) => elementAt(batches, batch));
}

/** Divides a batch into parts of equal work, a multiple of `threads` if there are enough rows. */
export function partsOf(batch: readonly number[], lengths: readonly number[], threads: number): number[][] {
  const tokens = batch.length * Math.max(...batch.map((row) => elementAt(lengths, row)));
  const wanted = threads * Math.ceil(tokens / (threads * tokensAtATime));
  const parts = Math.min(wanted, batch.length);
  return Array.from({ length: parts }, (_, part) => batch.filter((_row, place) => place % parts === part));
}
