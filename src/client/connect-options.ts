import type { Client, ClientOptions, ClientPlugin, Connection, DataConverter } from '@temporalio/client';
import type { Aws } from '../aws/index.js';
import { isObject, unknownMembers } from '../contract/given.js';
import type { Problem } from '../contract/problems.js';

/** What is already there of a program that knows Temporal; whatever is left out, the environment says. */
export interface ConnectOptions {
  /** A client of yours, with its namespace, data converter and interceptors; it is not closed. */
  readonly client?: Client;
  /** A connection of yours, for a client that is made here; it is not closed. */
  readonly connection?: Connection;
  readonly namespace?: string;
  /** Left out: by TUNEWRIGHT_ENCRYPTION_KEYS or TEMPORAL_CODEC_ENDPOINT, where they are set. */
  readonly dataConverter?: DataConverter;
  readonly interceptors?: NonNullable<ClientOptions['interceptors']>;
  readonly plugins?: readonly ClientPlugin[];
  /** The queue that the workers poll; left out: TUNEWRIGHT_TASK_QUEUE, else `tunewright`. */
  readonly taskQueue?: string;
  readonly aws?: Aws;
}

const ofClient = ['connection', 'dataConverter', 'interceptors', 'plugins'] as const;
const known: readonly (keyof ConnectOptions)[] = ['client', 'namespace', 'taskQueue', 'aws', ...ofClient];

/** What would be passed over in silence: members that nobody knows, and those that a client has of its own. */
export function connectProblems(options: ConnectOptions): Problem[] {
  if (!isObject(options)) return [{ field: 'options', message: 'must be an object, or be left out' }];
  const { client, namespace }: ConnectOptions = options;
  const unknown = unknownMembers(options, known);
  const problems = unknown === null ? [] : [{ field: 'options', message: unknown }];
  if (client === undefined) return problems;
  for (const field of ofClient.filter((name) => options[name] !== undefined)) {
    problems.push({ field, message: 'goes without a client, which has its own' });
  }
  if (namespace !== undefined && namespace !== client.options.namespace) {
    const message = `"${namespace}" is not that of the client, which is "${client.options.namespace}"`;
    problems.push({ field: 'namespace', message });
  }
  return problems;
}
