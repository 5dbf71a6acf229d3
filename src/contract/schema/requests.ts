import { z } from 'zod';
import type { DeployRequest, FineTuneRequest } from '../run/requests.js';
import { consistent } from './consistent.js';
import { endpoint, noEndpointWithoutDeployment } from './endpoint.js';
import * as fields from './fields.js';
import { gates } from './gates.js';
import type { Parsed } from './parse.js';
import { parseWith } from './parse.js';
import { smokeTest } from './smoke-test.js';
import { labels } from './labels.js';
import { training } from './training.js';

/** The one schema of the requests, whoever sends them. */

const hyperparameters = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean()], { error: 'must be one text, one number, true or false' }),
  { error: 'must be an object such as {"epochs": 3}' },
);

const hosting = {
  model: z.strictObject(
    {
      id: z
        .string()
        .min(1, 'must name a model of the catalogue, such as tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2'),
      version: z.string().min(1, 'must be a version, a prefix such as 2.*, or left out').optional(),
    },
    {
      error: ({ code }) =>
        code === 'invalid_type'
          ? 'must be an object such as {"id": "tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2"}'
          : undefined,
    },
  ),
  gates: gates.optional(),
  gateDeadlineInSeconds: fields.upToAYear(1).optional(),
  budget: z
    .strictObject({
      usd: z.number().positive('must be more than 0').max(1_000_000_000),
      ifOver: z.enum(['refuse', 'ask']).optional(),
    })
    .optional(),
  evaluationData: fields.s3Uri.optional(),
  endpoint: endpoint.optional(),
  smokeTest: smokeTest.optional(),
  region: fields.region.optional(),
  account: fields.account.optional(),
  role: fields.role.optional(),
  vpc: fields.vpc.optional(),
  tags: fields.tags.optional(),
  tolerateDeprecatedModel: z.boolean().optional(),
  tolerateVulnerableModel: z.boolean().optional(),
  output: fields.s3Uri.optional(),
};

export const fineTuneRequestSchema = consistent(
  z.strictObject({
    ...hosting,
    data: fields.s3Uri.optional(),
    validationData: fields.s3Uri.optional(),
    modelUri: fields.tarball.optional(),
    labels: labels.optional(),
    hyperparameters: hyperparameters.optional(),
    training: training.optional(),
    deploy: z.boolean().optional(),
    onlyIfDataChanged: z.boolean().optional(),
  }),
  [noEndpointWithoutDeployment],
);

export const deployRequestSchema = z.strictObject({ ...hosting, artifact: fields.tarball.optional() });

/** Checks a fine-tune request of unknown origin: the request, or every problem that it has. */
export const parseFineTuneRequest = (input: unknown): Parsed<FineTuneRequest> =>
  parseWith<FineTuneRequest>(fineTuneRequestSchema, input);

/** Checks a deploy request of unknown origin. */
export const parseDeployRequest = (input: unknown): Parsed<DeployRequest> =>
  parseWith<DeployRequest>(deployRequestSchema, input);
