import { z } from 'zod';
import type { CostEstimate, DeployPlan, Plan } from '../../contract/run/plan.js';
import type { DeployRequest, FineTuneRequest } from '../../contract/run/requests.js';
import { fieldProblem } from './problem.js';
import { row, runId, runKind, typed } from './shared.js';

/** Docs: docs/requests.md. `data` may be `sample`; `from` goes on with the model of an earlier run. */
export type RunRequest = (Partial<FineTuneRequest> | Partial<DeployRequest>) & { data?: string; from?: string };

const example = {
  type: 'fineTune',
  request: { model: { id: 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2' }, data: 'sample' },
} as const;

/** Body of `POST /api/v1/plans`; with an id, of `POST /api/v1/runs`. */
export const planRequest = z
  .strictObject({ type: runKind, request: typed<RunRequest>(z.looseObject({})) })
  .meta({ id: 'PlanRequest', examples: [example] });
export type PlanRequest = z.infer<typeof planRequest>;

export const startRequest = planRequest
  .extend({ run: runId.optional().describe('Id of the run; a second start under an id that is going is refused') })
  .meta({ id: 'StartRequest', examples: [{ ...example, run: 'reviews-17' }] });
export type StartRequest = z.infer<typeof startRequest>;

export const costEstimate = typed<CostEstimate>(
  z.looseObject({
    currency: z.literal('USD'),
    trainingAtMost: z.number().nullable(),
    trainingLikely: z.number().nullable(),
    endpointPerHour: z.number().nullable(),
    endpointHours: z.number(),
    atMost: z.number().nullable(),
    notes: z.array(z.string()),
  }),
).meta({ id: 'CostEstimate' });

export const plan = typed<Plan | DeployPlan>(
  z.looseObject({ model: z.looseObject({ id: z.string(), version: z.string() }) }),
);

/** Answer of `POST /api/v1/plans`, 200 also where there are problems: what would be done, and everything that is wrong. Nothing is started. */
export const planView = z
  .object({
    type: runKind,
    plan: plan.nullable().describe('null where there is not enough to decide on'),
    rows: z.array(row),
    cost: costEstimate.nullable(),
    problems: z.array(fieldProblem),
    warnings: z.array(z.string()),
    command: z.string().describe('The same by command line'),
  })
  .meta({ id: 'PlanView' });
export type PlanView = z.infer<typeof planView>;
