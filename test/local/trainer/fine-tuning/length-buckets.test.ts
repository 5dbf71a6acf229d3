import { describe, expect, it } from 'vitest';
import { bucketedBatches, partsOf } from '../../../../src/local/trainer/fine-tuning/length-buckets.js';
import { seededRandom } from '../../../../src/local/trainer/numbers/seeded-random.js';

const random = seededRandom(3);
const lengths = Array.from({ length: 1000 }, () => 1 + Math.floor(random() * 100));
const batches = (seed: number): number[][] => bucketedBatches(lengths, 32, seededRandom(seed));

describe('the batches of an epoch', () => {
  it('hold every row once', () => {
    const rows = batches(1).flat();
    expect(rows.sort((a, b) => a - b)).toEqual(lengths.map((_, row) => row));
  });

  it('are of the size asked for, but for the last of them', () => {
    expect(batches(1).filter((batch) => batch.length !== 32)).toHaveLength(1);
  });

  it('hold rows of similar length: filling up costs less than a sixth', () => {
    const filled = batches(1).reduce(
      (sum, batch) => sum + batch.length * Math.max(...batch.map((r) => lengths[r]!)),
      0,
    );
    expect(filled / lengths.reduce((a, b) => a + b)).toBeLessThan(1.15);
  });

  it('differ from epoch to epoch', () => {
    expect(batches(1)).not.toEqual(batches(2));
  });
});

describe('the parts of a batch', () => {
  it('are one for each thread', () => {
    expect(partsOf([0, 1, 2, 3], [5, 5, 5, 5], 2)).toEqual([
      [0, 2],
      [1, 3],
    ]);
  });

  it('are more when the texts are long', () => {
    const long = new Array<number>(64).fill(128);
    expect(partsOf([...long.keys()], long, 2)).toHaveLength(8);
  });

  it('are never empty', () => {
    expect(partsOf([4], [0, 0, 0, 0, 7], 2)).toEqual([[4]]);
  });
});
