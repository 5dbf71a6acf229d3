import { admitConfig } from '../hosting/admission.js';
import { productionVariants } from '../hosting/fleet-plan.js';
import { checkKey } from '../resources/foreign-arn.js';
import { checkVolume } from '../resources/local-storage.js';
import type { SageMakerOperation } from '../region/sagemaker-region.js';

/** Its models must exist, for the moment: they may be deleted afterwards. */
export const createEndpointConfig: SageMakerOperation = (input, { region, endpointConfigs, models, faults }) =>
  endpointConfigs.create(input, () => {
    const variants = productionVariants(input);
    checkKey(input.KmsKeyId, region);
    for (const { InstanceType: instanceType, VolumeSizeInGB: sizeInGB } of variants) {
      checkVolume({ instanceType, keyMember: 'KmsKeyId', key: input.KmsKeyId, sizeInGB });
    }
    for (const { ModelName = '' } of variants) models.get(ModelName);
    const instanceTypes = variants.flatMap(({ InstanceType }) => InstanceType ?? []);
    admitConfig(faults, String(input.EndpointConfigName), instanceTypes);
  });
