import { Context } from '@temporalio/activity';
import { classify, endpointConfigs, endpoints, isWrongState, orNull, readTags, variantsOf } from '../../aws/index.js';
import type { DescribeEndpointOutput, Found, SageMaker } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import { variantName } from '../../contract/names.js';
import type { HostingTarget } from '../../contract/run/plan.js';
import type { LiveEndpoint } from '../../contract/run/results.js';
import { sageMakerOf } from '../account-guard.js';
import { failure } from '../failures.js';
import { Absence } from '../waiting/absence.js';
import type { Look } from '../waiting/polling.js';
import { poll } from '../waiting/polling.js';
import { isOfRun } from '../run-resources.js';
import type { Services } from '../services.js';

/** An endpoint that rolls back this often from the config that it had needs somebody to look at it. */
const mostReturns = 3;

/** The states of an endpoint that no update moves any more, and whose last update is not half done. */
const neverMoved = new Set(['Failed', 'OutOfService']);

/** Heartbeat: how often this activity, on whichever worker, has sent the endpoint back. */
interface Progress {
  returns: number;
}

export const restoreEndpoint =
  (services: Services): Activities['restoreEndpoint'] =>
  ({ target, live }) => {
    const earlier = Context.current().info.heartbeatDetails as Progress | null | undefined;
    const progress: Progress = { returns: earlier?.returns ?? 0 };
    const absence = new Absence(services.pollingIntervals);
    return poll(services, {
      what: `return of endpoint ${live.name} to ${live.configName}`,
      details: () => progress,
      look: async (signal) => {
        const { sagemaker } = await sageMakerOf(services, target, signal);
        const found = await orNull(() => endpoints.describe(sagemaker, live.name));
        // Somebody deleted it: there is nothing to return, and what this run made for it may go.
        if (found === null) return absence.doubt() ?? { done: undefined };
        absence.over();
        return returned(sagemaker, target, live, { found, progress });
      },
    });
  };

async function returned(
  sagemaker: SageMaker,
  target: HostingTarget,
  live: LiveEndpoint,
  {
    found: { state: status, answer: endpoint },
    progress,
  }: { found: Found<DescribeEndpointOutput>; progress: Progress },
): Promise<Look<void>> {
  const { name, configName } = live;
  const reason = endpoint.FailureReason ?? 'SageMaker gives no reason';
  // It never took the new config, and the clean-up may go on: what it stands on is what it had.
  if (neverMoved.has(status) && endpoint.EndpointConfigName === configName) return { done: undefined };
  if (endpoints.isDead(status)) {
    throw failure(
      'EndpointFailed',
      `endpoint ${name} is ${status} and can't be returned to config ${configName}: ${reason}; delete the endpoint and create it from that config`,
    );
  }
  if (status !== 'InService') return { state: status };
  if (endpoint.EndpointConfigName === configName) return scaledBack(sagemaker, live, endpoint);
  // Somebody has moved it elsewhere since: that is theirs to keep.
  if (!(await isConfigOfRun(sagemaker, target, endpoint.EndpointConfigName ?? ''))) return { done: undefined };
  if (progress.returns >= mostReturns) {
    throw failure('EndpointFailed', `endpoint ${name} does not return to config ${configName}: ${reason}`);
  }
  return sendBack(sagemaker, live, progress);
}

/** The old config has the count that the endpoint began with; it may have been scaled since. */
async function scaledBack(
  sagemaker: SageMaker,
  { name, variants = [] }: LiveEndpoint,
  endpoint: DescribeEndpointOutput,
): Promise<Look<void>> {
  const now = new Map((variantsOf(endpoint) ?? []).map((variant) => [variant.name, variant.instanceCount]));
  const smaller = variants.filter((variant) => (now.get(variant.name) ?? Infinity) < variant.instanceCount);
  if (smaller.length === 0) return { done: undefined };
  try {
    await endpoints.scale(sagemaker, {
      EndpointName: name,
      DesiredWeightsAndCapacities: smaller.map((variant) =>
        defined({
          VariantName: variant.name,
          DesiredInstanceCount: variant.instanceCount,
          DesiredWeight: variant.weight,
        }),
      ),
    });
    return { state: 'Updating' };
  } catch (error) {
    if (isWrongState(error)) return { state: 'busy' };
    // The old model serves: that it has fewer instances than before is no reason to keep the new one.
    if (classify(error).type !== 'ServiceUnavailable') return { done: undefined };
    throw error;
  }
}

async function sendBack(
  sagemaker: SageMaker,
  { name: EndpointName, configName: EndpointConfigName, variants = [] }: LiveEndpoint,
  progress: Progress,
): Promise<Look<void>> {
  try {
    await endpoints.update(
      sagemaker,
      defined({
        EndpointName,
        EndpointConfigName,
        // Keeps the fleet's size on the way; it goes by the names of variants.
        RetainAllVariantProperties:
          variants.every(({ name }) => name === variantName) && variants.length > 0 ? true : undefined,
      }),
    );
    progress.returns += 1;
    return { state: 'Updating' };
  } catch (error) {
    if (isWrongState(error)) return { state: 'busy' };
    throw error;
  }
}

/** A config that is gone although the endpoint is on it was this run's: its clean-up deletes no others. */
async function isConfigOfRun(sagemaker: SageMaker, target: HostingTarget, name: string): Promise<boolean> {
  const config = await orNull(() => endpointConfigs.describe(sagemaker, name));
  if (config?.arn === undefined) return true;
  return isOfRun(target)(await readTags(sagemaker, config.arn));
}
