import type { Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import type { PollingIntervals, Services } from '../../../src/activities/index.js';
import { createActivities } from '../../../src/activities/index.js';
import type { Activities } from '../../../src/contract/activities.js';
import { defined } from '../../../src/contract/defined.js';
import type { FakeAws } from './fake-aws.js';

/** Quick, but above zero. `attempt` is long, so that only a test that shortens it sees its end. */
export const quickIntervals: PollingIntervals = {
  shortestPoll: 2,
  longestPoll: 5,
  longestWithLog: 5,
  log: 5,
  shortestList: 2,
  longestList: 5,
  attempt: 20_000,
  overtime: 100,
  heartbeat: 5,
  parked: 60_000,
  parkedUnwatched: 1_000,
  watcherBelieved: 50,
  watcherRefresh: 50,
  absenceGracePeriod: 0,
  denialGracePeriod: 20,
  presenceCheck: 1_000,
};

export interface Attempt<Name extends keyof Activities> {
  result: ReturnType<Activities[Name]>;
  heartbeats: unknown[];
  environment: MockActivityEnvironment;
}

export interface AttemptOptions extends Partial<Pick<Services, 'temporal' | 'webhooks' | 'leaving' | 'heldWaits'>> {
  info?: Partial<Info>;
  pollingIntervals?: Partial<PollingIntervals>;
}

/** For activities that have nothing to ask of Temporal. */
const noTemporal = {} as Services['temporal'];

/** Runs one attempt of an activity in Temporal's mock environment; each has its own, since a cancelled one stays cancelled. */
export function attempt<Name extends keyof Activities>(
  name: Name,
  input: Parameters<Activities[Name]>[0],
  fake: FakeAws,
  { info = {}, pollingIntervals = {}, ...services }: AttemptOptions = {},
): Attempt<Name> {
  const activities = createActivities({
    aws: fake.aws,
    registeredSearchAttributes: () => Promise.resolve([]),
    temporal: services.temporal ?? noTemporal,
    webhooks: services.webhooks ?? {},
    ...defined({ leaving: services.leaving, heldWaits: services.heldWaits }),
    pollingIntervals: { ...quickIntervals, ...pollingIntervals },
  });
  const environment = new MockActivityEnvironment(info, { logger: new DefaultLogger('ERROR') });
  const heartbeats: unknown[] = [];
  // A copy: the activity goes on writing into its progress.
  environment.on('heartbeat', (details: unknown) => heartbeats.push(structuredClone(details)));
  const run = (): Promise<unknown> => (activities[name] as (input: unknown) => Promise<unknown>)(input);
  return { result: environment.run(run as never) as ReturnType<Activities[Name]>, heartbeats, environment };
}

/** The failure with which a promise is rejected. */
export async function failureOf(promise: Promise<unknown>): Promise<ApplicationFailure> {
  const error = await promise.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof ApplicationFailure) return error;
  throw error;
}
