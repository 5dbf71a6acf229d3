import { expect, test, vi } from 'vitest';
import { walkStack } from '../support/walk/stack.js';
import type { Step } from '../support/walk/steps.js';
import { sequenceOf, told } from '../support/walk/steps.js';
import { toldWalks } from '../support/walk/told-walks.js';
import { shortened, walk } from '../support/walk/walk.js';

/** `TUNEWRIGHT_WALK_SEEDS=FROM-TO` goes other walks at random, and no told ones; one of them again: `FROM-FROM`. */
const asked = process.env['TUNEWRIGHT_WALK_SEEDS'];
const [from = 1, to = from] = (asked ?? '1-10').split('-').map(Number);
const seeds = Array.from({ length: to - from + 1 }, (_, index) => from + index);

// At the same time; each has a region of its own. One that goes wrong is shortened, which takes several more.
vi.setConfig({ testTimeout: 1_800_000, maxConcurrency: 4 });

const stack = walkStack();

async function goesWell(name: string, steps: readonly Step[]): Promise<void> {
  const faults = await walk(stack, steps);
  if (faults.length === 0) return;
  console.error([`${name}:`, told(steps), ...faults].join('\n'));
  const shortest = await shortened(stack, steps, faults);
  expect.fail([`${name}, shortened:`, told(shortest.steps), ...shortest.faults].join('\n'));
}

test.concurrent.each(seeds)('nothing wanted is destroyed and nothing is paid for in vain: walk %i', (seed) =>
  goesWell(`walk ${seed}`, sequenceOf(seed)),
);

test.concurrent.each(asked === undefined ? toldWalks : [])('%s', goesWell);
