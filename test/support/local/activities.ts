import path from 'node:path';
import { afterAll, beforeAll, vi } from 'vitest';
import type { PollingIntervals, Services } from '../../../src/activities/index.js';
import { createActivities } from '../../../src/activities/index.js';
import { Aws } from '../../../src/aws/index.js';
import type { Activities } from '../../../src/contract/activities.js';
import type { LocalSageMaker, LocalSageMakerOptions } from '../../../src/local/sagemaker/index.js';
import { localEnvironment, startLocalSageMaker } from '../../../src/local/sagemaker/index.js';
import type { Clients } from '../../local/sagemaker/local-sagemaker.js';
import { clientsOf, shortDurations, smallEncoder } from '../../local/sagemaker/local-sagemaker.js';
import type { TestServer } from '../temporal/servers.js';
import { policyOf } from './policy.js';
import { RecordedRights } from './recorded-rights.js';
import { temporaryDirectory } from '../temporary-directory.js';

export interface LocalActivitiesOptions extends Pick<LocalSageMakerOptions, 'serveEntry' | 'trainerEntry' | 'faults'> {
  webhooks?: () => Services['webhooks'];
  pollingIntervals?: Partial<PollingIntervals>;
  /** What else the activities are to work with. */
  services?: Partial<Pick<Services, 'heldWaits' | 'registeredSearchAttributes'>>;
}

/** The real activities and the local SageMaker that they work on. */
export interface LocalActivities {
  readonly url: string;
  readonly clients: Clients;
  readonly aws: Aws;
  readonly activities: Activities;
}

/** Waits that are short, but above zero: a clean-up still looks twice, but soon. */
const quick: PollingIntervals = {
  shortestPoll: 25,
  longestPoll: 150,
  longestWithLog: 150,
  log: 100,
  shortestList: 25,
  longestList: 150,
  attempt: 600_000,
  overtime: 60_000,
  heartbeat: 200,
  parked: 3_600_000,
  parkedUnwatched: 500,
  watcherBelieved: 100,
  watcherRefresh: 300,
  absenceGracePeriod: 200,
  denialGracePeriod: 1_000,
  presenceCheck: 300,
};

/** A local SageMaker with small containers and the activities as they are, as long as the tests of the file run. */
export function localActivities(
  temporal: TestServer,
  { webhooks, pollingIntervals = {}, services = {}, ...options }: LocalActivitiesOptions,
): LocalActivities {
  const directory = temporaryDirectory();
  let sagemaker: LocalSageMaker;
  let started: LocalActivities;
  const rights = new RecordedRights();
  beforeAll(async () => {
    const cacheDirectory = path.join(directory, 'cache');
    sagemaker = await startLocalSageMaker({
      port: 0,
      dataDirectory: path.join(directory, 'sagemaker'),
      cacheDirectory,
      encoderArchive: smallEncoder,
      durations: shortDurations,
      // What the product does on its own is bound by the policy that its documentation gives; the tests' clients are not.
      policy: policyOf('worker', 'events'),
      onRight: rights.add,
      ...options,
    });
    const environment = { ...localEnvironment(sagemaker.url), TUNEWRIGHT_CACHE_DIR: cacheDirectory };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    // The rates of a real account would make these runs wait for each other.
    const aws = new Aws({ rateShare: 1_000 });
    const activities = createActivities({
      aws,
      registeredSearchAttributes: () => Promise.resolve([]),
      temporal: temporal.client,
      webhooks: webhooks?.() ?? {},
      pollingIntervals: { ...quick, ...pollingIntervals },
      ...services,
    });
    started = {
      url: sagemaker.url,
      clients: clientsOf(sagemaker.url, { accessKeyId: 'admin', secret: 'admin' }),
      aws,
      activities,
    };
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    await sagemaker?.close();
    rights.write();
  });
  return {
    get url() {
      return started.url;
    },
    get clients() {
      return started.clients;
    },
    get aws() {
      return started.aws;
    },
    get activities() {
      return started.activities;
    },
  };
}

/** A worker for the queue, which a cancellation reaches soon: an activity hears of it with its next heartbeat. */
export const workerOptions = {
  maxHeartbeatThrottleInterval: '100 ms',
  defaultHeartbeatThrottleInterval: '100 ms',
} as const;
