import type { Client } from '@temporalio/client';
import type { Aws } from '../aws/index.js';
import type { SearchAttributeName } from '../contract/search-attributes.js';

/** What the activities need from outside; the worker gives the real things, tests give others. */
export interface Services {
  aws: Aws;
  /** Search attributes that the Temporal namespace has. */
  registeredSearchAttributes(): Promise<SearchAttributeName[]>;
  /** The worker's own server and namespace: where the workflows of endpoints and the runs are. */
  temporal: Client;
  /** URLs by the names that requests use. A URL is a secret: it appears in no message and no log. */
  webhooks: Readonly<Record<string, string>>;
  pace: Pace;
}

/** How the waiting activities look, all in milliseconds. */
export interface Pace {
  /** First look after a change of state; grows by half each time. */
  shortestPoll: number;
  longestPoll: number;
  /** The longest pause while the log of a training job is read meanwhile, and would tell of its end. */
  longestWithLog: number;
  /** The longest pause between two readings of that log. */
  log: number;
  /** One attempt waits this long, then hands over to whichever worker is free. */
  attempt: number;
  heartbeat: number;
  /** Between two looks at an endpoint that just has to be there. */
  watchOver: number;
  /** For so long something must stay unfound until it is believed: a killed worker's request to create it may still be on its way. */
  unfound: number;
}

/** How the waiting activities of a worker look where nothing else is said, in milliseconds. */
export const defaultPace: Pace = {
  shortestPoll: 1_000,
  longestPoll: 30_000,
  longestWithLog: 120_000,
  log: 5_000,
  attempt: 600_000,
  heartbeat: 5_000,
  unfound: 10_000,
  watchOver: 300_000,
};
