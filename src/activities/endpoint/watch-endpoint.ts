import { endpoints, orNull } from '../../aws/index.js';
import type { DescribeEndpointOutput, Found } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import type { FailureType } from '../../contract/failures.js';
import { sageMakerOf } from '../account-guard.js';
import { Absence } from '../waiting/absence.js';
import { failure } from '../failures.js';
import type { Look } from '../waiting/polling.js';
import { poll } from '../waiting/polling.js';
import type { Services } from '../services.js';

/** What a FailureReason tells about the instance type, e.g. `Unable to provision requested ML compute capacity due to InsufficientInstanceCapacity error.` */
const reasons: readonly (readonly [RegExp, FailureType])[] = [
  [/ResourceLimitExceeded|service limit/i, 'QuotaExceeded'],
  [/capacity|unable to provision/i, 'NoCapacity'],
];

export const watchEndpoint =
  (services: Services): Activities['watchEndpoint'] =>
  ({ configName, ...key }) => {
    const { name } = key;
    const missing = new Absence(services.pollingIntervals);
    const fallenBack = new Absence(services.pollingIntervals);
    return poll(services.pollingIntervals, {
      what: `endpoint ${name}`,
      look: async (signal) => {
        const { sagemaker } = await sageMakerOf(services, key, signal);
        const found = await orNull(() => endpoints.describe(sagemaker, name));
        if (found === null) return missing.doubt() ?? gone(name);
        missing.over();
        const { state, answer } = found;
        if (state !== 'InService' || answer.EndpointConfigName === configName) fallenBack.over();
        // Right after UpdateEndpoint a look may still show how it was before.
        else {
          const doubt = fallenBack.doubt(`InService on ${answer.EndpointConfigName}`);
          if (doubt !== null) return doubt;
        }
        return judge(name, configName, found);
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
