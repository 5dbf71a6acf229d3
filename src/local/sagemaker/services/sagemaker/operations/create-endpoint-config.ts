import { admitConfig } from '../hosting/admission.js';
import { productionVariants } from '../hosting/fleet-plan.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';

/** Its models must exist, for the moment: they may be deleted afterwards. */
export const createEndpointConfig: SageMakerOperation = (input, { endpointConfigs, models, faults }) =>
  endpointConfigs.create(input, () => {
    const variants = productionVariants(input);
    for (const { ModelName = '' } of variants) models.get(ModelName);
    const instanceTypes = variants.flatMap(({ InstanceType }) => InstanceType ?? []);
    admitConfig(faults, String(input.EndpointConfigName), instanceTypes);
  });
