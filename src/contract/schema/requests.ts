import { z } from 'zod';
import type { DeployRequest, FineTuneRequest } from '../requests.js';
import { gateNames } from '../requests.js';
import * as fields from './fields.js';
import type { Parsed } from './parse.js';
import { parseWith } from './parse.js';

/** The one schema of the requests, whoever sends them. */

const hosting = {
  model: z.strictObject({
    id: z
      .string()
      .min(1, 'must name a model of the catalogue, such as tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2'),
    version: z.string().min(1, 'must be a version, a prefix such as 2.*, or left out').optional(),
  }),
  gates: z.partialRecord(z.enum(gateNames), fields.gateRule).optional(),
  gateDeadlineInSeconds: z.number().int().min(1).max(31_536_000, 'must be at most a year').optional(),
  endpoint: z
    .strictObject({
      name: fields.resourceName.optional(),
      instanceType: fields.instanceTypes.optional(),
      instanceCount: z.number().int().min(1).max(100).optional(),
      kmsKeyId: fields.kmsKeyId.optional(),
    })
    .optional(),
  smokeTest: z
    .strictObject({
      texts: z.array(z.string().trim().min(1, 'must not be empty').max(10_000)).min(1).max(20).optional(),
    })
    .optional(),
  region: fields.region.optional(),
  account: fields.account.optional(),
  role: fields.role.optional(),
  vpc: fields.vpc.optional(),
  tags: fields.tags.optional(),
  tolerateDeprecatedModel: z.boolean().optional(),
  tolerateVulnerableModel: z.boolean().optional(),
  output: fields.s3Uri.optional(),
};

const training = z.strictObject({
  instanceType: fields.instanceTypes.optional(),
  maxRuntimeInSeconds: fields.seconds.optional(),
  volumeSizeInGB: z.number().int().min(1).max(16_384).optional(),
  volumeKmsKeyId: fields.kmsKeyId.optional(),
  outputKmsKeyId: fields.kmsKeyId.optional(),
  spot: z.strictObject({ maxWaitInSeconds: fields.seconds, checkpointUri: fields.s3Uri.optional() }).optional(),
  keepAlivePeriodInSeconds: z.number().int().min(1).max(3_600, 'must be at most 3600 s').optional(),
  encryptInterContainerTraffic: z.boolean().optional(),
  enableNetworkIsolation: z.boolean().optional(),
});

export const fineTuneRequestSchema = z.strictObject({
  ...hosting,
  data: fields.s3Uri.optional(),
  validationData: fields.s3Uri.optional(),
  modelUri: fields.tarball.optional(),
  hyperparameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  training: training.optional(),
});

export const deployRequestSchema = z.strictObject({ ...hosting, artifact: fields.tarball.optional() });

/** Checks a fine-tune request of unknown origin: the request, or every problem that it has. */
export const parseFineTuneRequest = (input: unknown): Parsed<FineTuneRequest> =>
  parseWith<FineTuneRequest>(fineTuneRequestSchema, input);

/** Checks a deploy request of unknown origin. */
export const parseDeployRequest = (input: unknown): Parsed<DeployRequest> =>
  parseWith<DeployRequest>(deployRequestSchema, input);
