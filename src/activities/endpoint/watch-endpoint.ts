import { ApplicationFailure } from '@temporalio/common';
import { endpointLogGroup, endpoints, lastEndpointLines, orNull } from '../../aws/index.js';
import type { AwsClients, DescribeEndpointOutput, Found } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import type { FailureType } from '../../contract/failures.js';
import { sageMakerOf } from '../account-guard.js';
import { Absence } from '../waiting/absence.js';
import { failure } from '../failures.js';
import type { Deadline } from '../waiting/deadline.js';
import { deadline } from '../waiting/deadline.js';
import { sharedListOf } from '../waiting/shared-lists.js';
import type { Look } from '../waiting/polling.js';
import { poll } from '../waiting/polling.js';
import type { Services } from '../services.js';

/** What a FailureReason tells about the instance type, e.g. `Unable to provision requested ML compute capacity due to InsufficientInstanceCapacity error.` */
const reasons: readonly (readonly [RegExp, FailureType])[] = [
  [/ResourceLimitExceeded|service limit/i, 'QuotaExceeded'],
  [/capacity|unable to provision/i, 'NoCapacity'],
];

/** States that pass by themselves. */
const underWay = new Set(['Creating', 'Updating', 'SystemUpdating', 'RollingBack']);

/** One list tells the states of all endpoints that this process waits for; a look comes when it shows a change. */
export const watchEndpoint =
  (services: Services): Activities['watchEndpoint'] =>
  ({ configName, ...key }) => {
    const { name } = key;
    const missing = new Absence(services.pollingIntervals);
    const fallenBack = new Absence(services.pollingIntervals);
    const subscription = sharedListOf(services, 'endpoint', key).join(name, () => 'open');
    let lastSeen: string | undefined;
    return poll(services, {
      what: `endpoint ${name}`,
      sharedList: { subscription, calls: ({ state }) => !underWay.has(state) || (lastSeen ?? state) !== state },
      look: async (signal) => {
        const { sagemaker } = await sageMakerOf(services, key, signal);
        const found = await orNull(() => endpoints.describe(sagemaker, name));
        if (found === null) return missing.doubt() ?? gone(name);
        missing.over();
        const { state, answer } = found;
        lastSeen = state;
        if (state !== 'InService' || answer.EndpointConfigName === configName) fallenBack.over();
        // Right after UpdateEndpoint a look may still show how it was before.
        else {
          const doubt = fallenBack.doubt(`InService on ${answer.EndpointConfigName}`);
          if (doubt !== null) return doubt;
        }
        try {
          return judge(name, configName, found);
        } catch (error) {
          if (!(error instanceof ApplicationFailure)) throw error;
          throw await withLog(error, name, services.aws.clients(key.region), deadline(signal, logPatience));
        }
      },
    });
  };

function gone(name: string): never {
  throw failure('EndpointFailed', `endpoint ${name} is gone: somebody deleted it`);
}

/** InService on another config is the sign of a rollback, often a silent one, not of success. */
function judge(
  name: string,
  configName: string,
  { state: status, answer: endpoint }: Found<DescribeEndpointOutput>,
): Look<void> {
  const reason = endpoint.FailureReason ?? 'SageMaker gives no reason';
  const [, type = 'EndpointFailed'] = reasons.find(([pattern]) => pattern.test(reason)) ?? [];
  if (endpoints.isDead(status)) throw failure(type, `endpoint ${name} is ${status}: ${reason}`);
  if (status !== 'InService') return { state: status };
  if (endpoint.EndpointConfigName === configName) return { done: undefined };
  throw failure(type, `endpoint ${name} runs on config ${endpoint.EndpointConfigName}, not ${configName}: ${reason}`);
}

/** Lines of the log that a failure shows, and how many characters of each. */
const shownLines = 10;
const shownCharacters = 300;
/** Milliseconds; many others may want to read theirs, and the log is a comfort. */
const logPatience = 10_000;

/** The failure with the last words of the container: what failed is deleted soon, and only they tell why it did. */
async function withLog(
  { type, message }: ApplicationFailure,
  name: string,
  clients: AwsClients,
  limited: Deadline,
): Promise<ApplicationFailure> {
  const lines = await lastEndpointLines(clients, name, shownLines, limited.signal).catch(() => []);
  limited.release();
  const logTail = lines.map((line) => line.slice(0, shownCharacters));
  if (logTail.length === 0) return failure(type as FailureType, message);
  const shown = logTail.map((line) => `\n  | ${line}`).join('');
  return failure(type as FailureType, `${message}; the end of its log (${endpointLogGroup(name)}):${shown}`, {
    details: [{ logTail }],
  });
}
