import type { Client } from '@temporalio/client';
import type { Aws } from '../aws/index.js';
import type { SearchAttributeName } from '../contract/search-attributes.js';
import type { Patience } from './waiting/polling-intervals.js';

/** What the activities need from outside; the worker gives the real things, tests give others. */
export interface Services extends Patience {
  aws: Aws;
  /** Search attributes that the Temporal namespace has. */
  registeredSearchAttributes(): Promise<SearchAttributeName[]>;
  /** The worker's own server and namespace: where the workflows of endpoints and the runs are. */
  temporal: Client;
  /** URLs by the names that requests use. A URL is a secret: it appears in no message and no log. */
  webhooks: Readonly<Record<string, string>>;
}
