import { z } from 'zod';
import type { Problem } from '../problems.js';
import type { FineTuneRequest } from '../requests.js';
import { gateNames } from '../requests.js';

/** The one schema of a fine-tune request, whoever sends it. Patterns and bounds are SageMaker's. */

const resourceNamePattern = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;
const instanceType = z.string().regex(/^ml\.[a-z0-9-]+\.[a-z0-9]+$/, 'must look like ml.g5.xlarge');
const s3Uri = z.string().regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/, 'must be an s3:// URI');
const gateRule = z
  .string()
  .regex(
    /^(auto|manual|[A-Za-z0-9:_-]+\s*(>=|>|<=|<)\s*-?\d+(\.\d+)?)$/,
    'must be auto, manual or a rule such as validation:accuracy>=0.9',
  );

const model = z.strictObject({
  id: z.string().min(1, 'must name a model of the catalogue, such as tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2'),
  version: z.string().min(1, 'must be a version, a prefix such as 2.*, or left out').optional(),
});

export const fineTuneRequestSchema = z.strictObject({
  model,
  data: s3Uri.optional(),
  hyperparameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  gates: z.partialRecord(z.enum(gateNames), gateRule).optional(),
  gateDeadlineInSeconds: z.number().int().min(1).max(31_536_000).optional(),
  training: z
    .strictObject({
      instanceType: instanceType.optional(),
      maxRuntimeInSeconds: z.number().int().min(1).max(2_419_200, 'must be at most 28 days (2419200 s)').optional(),
      volumeSizeInGB: z.number().int().min(1).max(16_384).optional(),
    })
    .optional(),
  endpoint: z
    .strictObject({
      name: z
        .string()
        .regex(resourceNamePattern, 'must be at most 63 letters, digits and hyphens, no hyphen at either end')
        .optional(),
      instanceType: instanceType.optional(),
      instanceCount: z.number().int().min(1).max(100).optional(),
    })
    .optional(),
  smokeTest: z
    .strictObject({ texts: z.array(z.string().trim().min(1, 'must not be empty').max(10_000)).min(1).max(20).optional() })
    .optional(),
  region: z.string().regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'must be an AWS region such as us-east-1').optional(),
  account: z.string().regex(/^\d{12}$/, 'must be twelve digits').optional(),
  role: z
    .string()
    .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/, 'must be the ARN of an IAM role, arn:aws:iam::ACCOUNT:role/NAME')
    .optional(),
  output: s3Uri.optional(),
});

/** Checks a request of unknown origin: the request, or every problem that it has. */
export function parseFineTuneRequest(
  input: unknown,
): { request: FineTuneRequest; problems: [] } | { request: null; problems: Problem[] } {
  const parsed = fineTuneRequestSchema.safeParse(input);
  if (parsed.success) return { request: withoutUndefined(parsed.data), problems: [] };
  return { request: null, problems: parsed.error.issues.map((issue) => problemOf(issue, input)) };
}

function problemOf(issue: z.core.$ZodIssue, input: unknown): Problem {
  const field = issue.path.join('.') || 'request';
  if (issue.code === 'unrecognized_keys') {
    return { field, message: `unknown ${issue.keys.map((key) => `"${key}"`).join(', ')}; remove it or mend its name` };
  }
  const value = valueAt(input, issue.path);
  const shown = value === undefined ? 'is missing' : `${quoted(value)} is not allowed`;
  return { field, message: `${shown}; ${issue.message.replace(/^Invalid input: /, '')}` };
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], input);
}

function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

/** zod types optional members as `| undefined`; JSON has none. */
function withoutUndefined(value: z.infer<typeof fineTuneRequestSchema>): FineTuneRequest {
  return JSON.parse(JSON.stringify(value)) as FineTuneRequest;
}
