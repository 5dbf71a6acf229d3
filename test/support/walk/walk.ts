import { faultsIn, leftIn, sceneOf, unknownIn } from './check.js';
import type { WalkStack } from './stack.js';
import { furnish } from './stack.js';
import type { Step } from './steps.js';
import { Walker } from './walker.js';

const settleMilliseconds = 120_000;
/** A walk leaves nothing in its region, so the next one may have it. */
const free = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'eu-west-2',
  'eu-central-1',
  'sa-east-1',
];
let walks = 0;

/** Goes the steps, lets everything come to its end, and sweeps. @returns what is wrong then, in sentences */
export async function walk(stack: WalkStack, steps: readonly Step[]): Promise<string[]> {
  const region = free.shift();
  if (region === undefined) throw new Error('so many walks at the same time have no place');
  const walker = new Walker(stack, `walk-${++walks}`, region);
  try {
    await furnish(walker.clients, region);
    await walker.begin();
    for (const step of steps) await walker.take(step);
    return await faultsOf(walker);
  } finally {
    await walker.clear();
    free.push(region);
  }
}

async function faultsOf(walker: Walker): Promise<string[]> {
  const open = await walker.settle(settleMilliseconds);
  if (open.length > 0) return open.map((sentence) => `never ends: ${sentence}`);
  const before = await sceneOf(walker);
  const faults = faultsIn(before);
  const report = await walker.sweep(false);
  if (report === null) return [...faults, 'the sweep does not end'];
  faults.push(...unknownIn(before, report));
  if ((await walker.sweep(true)) === null) return [...faults, 'the sweep that deletes does not end'];
  const openThen = await walker.settle(settleMilliseconds);
  if (openThen.length > 0) return [...faults, ...openThen.map((sentence) => `never ends after the sweep: ${sentence}`)];
  const after = await sceneOf(walker);
  return [...new Set([...faults, ...faultsIn(after), ...leftIn(after)])];
}

/** The shortest that is left by leaving out single steps, and what is wrong after it. */
export async function shortened(
  stack: WalkStack,
  steps: readonly Step[],
  faults: readonly string[],
): Promise<{ steps: readonly Step[]; faults: readonly string[] }> {
  let shortest = { steps, faults };
  for (let index = steps.length - 1; index >= 0; index--) {
    const shorter = shortest.steps.toSpliced(index, 1);
    const found = await walk(stack, shorter);
    if (found.length > 0) shortest = { steps: shorter, faults: found };
  }
  return shortest;
}
