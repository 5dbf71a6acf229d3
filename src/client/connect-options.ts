import { isObject, unknownMembers } from '../contract/given.js';
import type { Problem } from '../contract/problems.js';
import type { ConnectOptions } from './temporal.js';

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
