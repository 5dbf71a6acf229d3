import { expect, test, vi } from 'vitest';
import { walkStack } from '../support/walk/stack.js';
import { sequenceOf, told } from '../support/walk/steps.js';
import { shortened, walk } from '../support/walk/walk.js';

/** `TUNEWRIGHT_WALK_SEEDS=FROM-TO` goes other walks; one of them again: `FROM-FROM`. */
const [from = 1, to = from] = (process.env['TUNEWRIGHT_WALK_SEEDS'] ?? '1-10').split('-').map(Number);
const seeds = Array.from({ length: to - from + 1 }, (_, index) => from + index);

// At the same time; each has a region of its own.
vi.setConfig({ testTimeout: 3_600_000, maxConcurrency: 4 });

const stack = walkStack();

test.concurrent.each(seeds)('nothing wanted is destroyed and nothing is paid for in vain: walk %i', async (seed) => {
  const steps = sequenceOf(seed);
  const began = Date.now();
  const faults = await walk(stack, steps);
  console.log(`walk ${seed}: ${Date.now() - began} ms, ${[`${faults.length} fault(s)`, ...faults].join('\n  ')}`);
  if (faults.length === 0) return;
  const shortest = process.env['TUNEWRIGHT_WALK_SHORTEN'] === '0' ? { steps, faults } : await shortened(stack, steps, faults);
  expect.fail(
    `seed ${seed}:\n${told(steps)}\n${faults.join('\n')}\nshortest:\n${told(shortest.steps)}\n${shortest.faults.join('\n')}`,
  );
});
