import { z } from 'zod';

const services = ['sagemaker', 'runtime', 's3', 'logs', 'sts', 'quotas', 'sqs', 'kms'] as const;
/** A service as fault rules name it; `runtime` is SageMaker Runtime, `quotas` Service Quotas, `sqs` the queue of events, `kms` the wrapped keys. */
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

/** Which jobs or endpoints: whose name starts so, and that ask for this instance type; left out: all. */
const resources = { name: z.string().optional(), instanceType: z.string().optional(), ...chance };
/** Of Service Quotas; what it lists for a quota that is not set. */
export const quotaLimit = 10_000;
const seconds = z.number().min(0).max(2_000_000);

const trainingOutcomes = [
  'Completed',
  'AlgorithmError',
  'InternalServerError',
  'CapacityError',
  'ResourceLimitExceeded',
  'spot interruption',
  'MaxWaitTimeExceeded',
] as const;

const endpointOutcomes = [
  'fails',
  'hangs',
  'rolls back',
  'InsufficientInstanceCapacity',
  'ResourceLimitExceeded',
  'alarm',
] as const;

/** What a quota of Service Quotas is about: `INSTANCE_TYPE for USAGE usage` is its name. */
const usages = ['training job', 'spot training job', 'endpoint'] as const;
export type Usage = (typeof usages)[number];

const faultRule = z.discriminatedUnion('fault', [
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
    seconds: seconds.optional(),
    /** Left out: managed spot training or not. */
    spot: z.boolean().optional(),
    /** false: the real container trains, and `seconds` after its start, or when it has ended, the outcome is forced. */
    simulated: z.boolean().optional(),
    ...resources,
  }),
  z
    .strictObject({
      fault: z.literal('endpoint'),
      /** `config` is CreateEndpointConfig, which can only be refused. */
      on: z.enum(['create', 'update', 'config']).default('create'),
      outcome: z.enum(endpointOutcomes),
      seconds: seconds.optional(),
      /** The endpoint passes through RollingBack, though its update has no DeploymentConfig. */
      rollingBack: z.boolean().optional(),
      ...resources,
    })
    .refine(({ on, outcome }) => on !== 'config' || outcome === 'ResourceLimitExceeded', {
      path: ['outcome'],
      message: 'a config can only be refused with ResourceLimitExceeded',
    })
    .refine(({ on, outcome }) => on === 'update' || outcome !== 'alarm', {
      path: ['outcome'],
      message: 'only an update has alarms',
    }),
  z.strictObject({
    fault: z.literal('quota'),
    instanceType: z.string(),
    usage: z.enum(usages),
    value: z.int().min(0).max(quotaLimit),
  }),
]);

/** A fault to be made, e.g. `{ fault: 'throttle', operation: 'ListTrainingJobs', perSecond: 2 }`. */
export type FaultRule = z.infer<typeof faultRule>;
export type FaultRuleOf<Kind extends FaultRule['fault']> = Extract<FaultRule, { fault: Kind }>;
export type WireFaultRule = Exclude<FaultRule, { fault: 'training' | 'endpoint' | 'quota' }>;

/** A rule, or what is wrong with it in one line for each fault. */
export function parseFaultRule(input: unknown): { rule: FaultRule } | { faults: string[] } {
  const parsed = faultRule.safeParse(input);
  if (parsed.success) return { rule: parsed.data };
  return { faults: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'rule'}: ${message}`) };
}
