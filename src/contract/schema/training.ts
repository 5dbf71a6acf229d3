import { z } from 'zod';
import { consistent } from './consistent.js';
import { onePerInstanceType } from './endpoint.js';
import * as fields from './fields.js';

const spotWait = fields.upToFourWeeks(
  z.number({
    error: ({ input }) =>
      input === undefined
        ? 'spot training needs it, checkpoints too: seconds for waiting and running together (--spot-max-wait)'
        : undefined,
  }),
);

export const training = consistent(
  z.strictObject({
    instanceType: fields.instanceTypes.optional(),
    maxRuntimeInSeconds: fields.seconds.optional(),
    volumeSizeInGB: z.number().int().min(1).max(16_384).optional(),
    volumeKmsKeyId: fields.kmsKeyId.optional(),
    outputKmsKeyId: fields.kmsKeyId.optional(),
    spot: z
      .strictObject({
        maxWaitInSeconds: spotWait,
        checkpointUri: fields.s3Uri.optional(),
        thenOnDemand: z.boolean().optional(),
      })
      .optional(),
    capacityWaitInSeconds: fields.capacityWait.optional(),
    keepAlivePeriodInSeconds: z.number().int().min(1).max(3_600, 'must be at most 3600 s').optional(),
    encryptInterContainerTraffic: z.boolean().optional(),
    enableNetworkIsolation: z.boolean().optional(),
  }),
  [onePerInstanceType],
);
