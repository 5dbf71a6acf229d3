import { defined } from '../contract/defined.js';
import type { Fleet } from '../contract/fleet.js';
import { orNull } from './errors.js';
import { inTime } from './in-time.js';
import { endpointConfigs, endpoints, variantsOf } from './resources/index.js';
import type { SageMaker } from './sagemaker.js';

/** States in which an endpoint has no instances, or will soon have none. */
const without = new Set(['Failed', 'OutOfService', 'Deleting']);

/** The instances of an endpoint: their types stand in its config, their number in the endpoint. Null where there is none, or it has none. */
export async function fleetOf(sagemaker: SageMaker, name: string): Promise<Fleet | null> {
  const found = await orNull(() => endpoints.describe(sagemaker, name));
  if (found === null || without.has(found.state)) return null;
  const config = await orNull(() => endpointConfigs.describe(sagemaker, found.answer.EndpointConfigName ?? ''));
  const now = new Map((variantsOf(found.answer) ?? []).map((variant) => [variant.name, variant.instanceCount]));
  const variants = (config?.answer.ProductionVariants ?? []).flatMap((variant) => {
    const { VariantName: variantName = '', InstanceType: instanceType, InitialInstanceCount: initial } = variant;
    // One of a serverless variant has no type.
    if (instanceType === undefined) return [];
    return [{ name: variantName, instanceType, instanceCount: now.get(variantName) ?? initial ?? 1 }];
  });
  const capturesData = config?.answer.DataCaptureConfig?.EnableCapture === true ? (true as const) : undefined;
  return { endpoint: name, variants, ...defined({ capturesData }) };
}

/**
 * The instances of the region's endpoints, as far as they can be had in time and may be looked at: at least these are in use. A region may have
 * hundreds of endpoints, and each takes two looks.
 * Only the signal's end is thrown.
 * @param sagemakerUntil SageMaker with that signal
 */
export async function knownFleets(
  sagemakerUntil: (signal: AbortSignal) => SageMaker,
  signal?: AbortSignal,
): Promise<Fleet[]> {
  const fleets: Fleet[] = [];
  await inTime(async (limited) => {
    const sagemaker = sagemakerUntil(limited);
    for await (const { name, state } of endpoints.list(sagemaker)) {
      const fleet = without.has(state) ? null : await fleetOf(sagemaker, name);
      if (fleet !== null) fleets.push(fleet);
    }
  }, signal);
  return fleets;
}
