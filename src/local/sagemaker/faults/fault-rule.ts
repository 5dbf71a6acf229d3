import { z } from 'zod';

export const services = ['sagemaker', 'runtime', 's3', 'logs', 'sts'] as const;
/** A service as fault rules name it; `runtime` is SageMaker Runtime. */
export type Service = (typeof services)[number];

/** Which of the things that match a rule it happens to: without these, all of them. */
const chance = {
  /** So many times, then never again. */
  times: z.int().min(1).optional(),
  /** Not the first so many. */
  skip: z.int().min(0).optional(),
  /** 0 to 1. */
  probability: z.number().min(0).max(1).optional(),
};

const requests = {
  service: z.enum(services).optional(),
  /** As AWS writes it, e.g. `CreateTrainingJob`; left out: every operation. */
  operation: z.string().optional(),
  ...chance,
};

/** Jobs or endpoints whose name starts so; left out: all. */
const named = { name: z.string().optional(), ...chance };
const seconds = z.number().min(0).max(2_000_000);

export const trainingOutcomes = [
  'Completed',
  'AlgorithmError',
  'InternalServerError',
  'CapacityError',
  'ResourceLimitExceeded',
  'spot interruption',
] as const;

export const faultRule = z.discriminatedUnion('fault', [
  z.strictObject({ fault: z.literal('throttle'), perSecond: z.number().min(0).default(0), ...requests }),
  z.strictObject({
    fault: z.literal('error'),
    status: z.int().min(400).max(599).default(500),
    code: z.string().optional(),
    message: z.string().optional(),
    ...requests,
  }),
  z.strictObject({ fault: z.literal('reset'), when: z.enum(['before', 'after']).default('before'), ...requests }),
  z.strictObject({ fault: z.literal('slow'), ms: z.int().min(0).max(600_000), ...requests }),
  z.strictObject({ fault: z.literal('cut'), ...requests }),
  z.strictObject({ fault: z.literal('expired'), ...requests }),
  z.strictObject({
    fault: z.literal('training'),
    outcome: z.enum(trainingOutcomes).default('Completed'),
    seconds: seconds.default(0),
    ...named,
  }),
  z.strictObject({
    fault: z.literal('endpoint'),
    on: z.enum(['create', 'update']).default('create'),
    outcome: z.enum(['fails', 'hangs', 'rolls back']),
    seconds: seconds.optional(),
    ...named,
  }),
]);

/** A fault to be made, e.g. `{ fault: 'throttle', operation: 'ListTrainingJobs', perSecond: 2 }`. */
export type FaultRule = z.infer<typeof faultRule>;
export type FaultRuleOf<Kind extends FaultRule['fault']> = Extract<FaultRule, { fault: Kind }>;
export type WireFaultRule = Exclude<FaultRule, { fault: 'training' | 'endpoint' }>;

/** A rule, or what is wrong with it in one line for each fault. */
export function parseFaultRule(input: unknown): { rule: FaultRule } | { faults: string[] } {
  const parsed = faultRule.safeParse(input);
  if (parsed.success) return { rule: parsed.data };
  return { faults: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'rule'}: ${message}`) };
}
