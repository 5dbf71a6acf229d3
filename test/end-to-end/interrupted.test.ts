import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ActivityName } from '../support/temporal/fake-activities.js';
import { nothing, standBefore } from '../support/interrupted/holdings.js';
import type { Interruption } from '../support/interrupted/interruptions.js';
import { Interruptions } from '../support/interrupted/interruptions.js';
import type { Path } from '../support/interrupted/paths.js';
import { asBefore, faults, longTraining, paths } from '../support/interrupted/paths.js';
import type { End } from '../support/interrupted/run-end.js';
import { endOf } from '../support/interrupted/run-end.js';
import { localStack, startWorker } from '../support/interrupted/stack.js';

// All runs of a kind go on at the same time, so that the first one waits for most of the others.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const stack = localStack(faults);
const interruptions = new Interruptions(stack);
const queue = randomUUID();
let worker: Awaited<ReturnType<typeof startWorker>>;

beforeAll(async () => {
  worker = await startWorker(stack, queue, interruptions.activities());
});
afterAll(() => worker?.stop());

interface Case {
  /** Its workflow id: no other run's id begins so. */
  run: string;
  name: string;
  path: Path;
  interruption: Interruption;
}

/** A run that ends badly can't be cancelled any more while it cleans up: one moment shows it. */
const moments = (what: Interruption['what'], { ends }: Path): Interruption['when'][] =>
  what === 'cancel' && ends === 'FAILED' ? ['before'] : ['before', 'after'];

/** A run for every boundary of every path. */
const casesOf = (what: 'die' | 'cancel'): Case[] =>
  Object.entries(paths).flatMap(([name, path]) =>
    path.activities.flatMap((activity) =>
      moments(what, path).map((when) => ({
        ...{ run: `${name}-${what}-${when}-${activity}`, name, path },
        interruption: { activity, when, what },
      })),
    ),
  );

async function start({ run, path, interruption }: Case): Promise<void> {
  if (path.over === true) await standBefore(stack.clients, run);
  interruptions.plan(run, [...(path.also ?? []), interruption]);
  await stack.temporal.client.workflow.start(path.type, {
    taskQueue: queue,
    workflowId: run,
    args: [path.request(run)],
  });
}

/** How the run of a case ended, once it was interrupted as planned. */
async function endOfCase({ run, path }: Case): Promise<End> {
  const end = await endOf(stack, run, path.over);
  expect(interruptions.left(run), 'never interrupted').toEqual([]);
  return end;
}

const outcomes: Readonly<Record<string, string>> = { COMPLETED: 'done', FAILED: 'failed', CANCELLED: 'cancelled' };

/** What a path comes to that nobody interrupts. */
const undisturbed = ({ ends, holds, deploys }: Path): End => ({
  ...{ status: ends, outcome: outcomes[ends] ?? '', holds },
  lease: deploys === true ? 'free' : 'ended',
});

describe('an attempt that dies before or after its effect is made up for', () => {
  const cases = casesOf('die');
  beforeAll(() => Promise.all(cases.map(start)));
  test.each(cases)('$name: $interruption.when $interruption.activity', async (each) => {
    expect(await endOfCase(each)).toEqual(undisturbed(each.path));
  });
});

describe('a run that is cancelled before or after the effect of an activity is undone', () => {
  const cases = casesOf('cancel');
  beforeAll(() => Promise.all(cases.map(start)));
  test.each(cases)('$name: $interruption.when $interruption.activity', async (each) => {
    expect(await endOfCase(each)).toEqual(cancelledAt(each));
  });
});
describe('a run that is cancelled during an attempt that fails is undone as cancelled all the same', () => {
  const waitedFor: Record<string, ActivityName[]> = {
    'fine-tune': ['startTrainingJob', 'leaseEndpoint', 'createModel', 'createEndpointConfig', 'createEndpoint'],
    update: ['updateEndpoint'],
  };
  const cases = Object.entries(waitedFor).flatMap(([name, activities]) =>
    activities.map((activity): Case => {
      const interruption: Interruption = { activity, when: 'after', what: 'cancel and die' };
      return { run: `${name}-both-${activity}`, name, path: paths[name]!, interruption };
    }),
  );
  beforeAll(() => Promise.all(cases.map(start)));
  test.each(cases)('$name: $interruption.activity', async (each) => {
    expect(await endOfCase(each)).toEqual(cancelledAt(each));
  });
});

/** From here on the endpoint is what was asked for: the run ends as done. */
const tooLate: ActivityName[] = ['deleteReplaced'];

/** What is left of a run that is cancelled there. */
function cancelledAt({ path, interruption: { activity } }: Case): End {
  if (path.ends !== 'COMPLETED' || tooLate.includes(activity)) return undisturbed(path);
  const trains = path.activities.indexOf('startTrainingJob');
  const trained = trains >= 0 && path.activities.indexOf(activity) >= trains;
  return {
    ...{ status: 'CANCELLED', outcome: 'cancelled', lease: 'ended' },
    holds: {
      ...(path.over === true ? asBefore : nothing),
      // The job may be over before it can be stopped.
      ...(trained ? { trainingJobs: [expect.stringMatching(/^own (Completed|Stopped)$/) as string] } : {}),
    },
  };
}

/** Calls with an effect that must not be had twice. One after the other: the fault knows no run. */
const resets: [path: string, activity: ActivityName, operation: string][] = [
  ['fine-tune', 'startTrainingJob', 'CreateTrainingJob'],
  ['fine-tune', 'createModel', 'CreateModel'],
  ['fine-tune', 'createEndpointConfig', 'CreateEndpointConfig'],
  ['fine-tune', 'createEndpoint', 'CreateEndpoint'],
  ['update', 'updateEndpoint', 'UpdateEndpoint'],
  ['update', 'deleteReplaced', 'DeleteEndpointConfig'],
  ['failed', 'deleteEndpoint', 'DeleteEndpoint'],
  ['failed', 'deleteEndpointConfig', 'DeleteEndpointConfig'],
  ['failed', 'deleteModel', 'DeleteModel'],
  ['update-failed', 'restoreEndpoint', 'UpdateEndpoint'],
  [longTraining, 'stopTrainingJobs', 'StopTrainingJob'],
];

describe('a connection that is reset after the effect of a call is made up for', () => {
  test.each(resets)('%s: %s, %s', async (name, activity, reset) => {
    const path = paths[name]!;
    const interruption: Interruption = { activity, when: 'before', what: { reset } };
    const each: Case = { run: `${name}-reset-${activity}`, name, path, interruption };
    const firedBefore = await stack.fired('reset');
    await start(each);
    expect(await endOfCase(each)).toEqual(undisturbed(path));
    expect(await stack.fired('reset')).toBe(firedBefore + 1);
  });
});
