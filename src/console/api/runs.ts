import { z } from 'zod';
import type { GateReport } from '../../contract/run/gate-report.js';
import type { EpochMetrics, Spending } from '../../contract/run/results.js';
import type { RunStatus } from '../../contract/run/status.js';
import type { DecisionRecord } from '../../contract/messages.js';
import type { RunRequest } from './plans.js';
import { costEstimate, plan } from './plans.js';
import { instant, row, runId, typed } from './shared.js';

/** The phases that a list can be filtered by: a station of a run that goes on, or how it ended. */
export const runPhases = [
  'plan',
  'train',
  'approve',
  'deploy',
  'test',
  'done',
  'skipped',
  'rejected',
  'cancelled',
  'failed',
] as const;
export const runPhase = z.enum(runPhases);
export type RunPhase = z.infer<typeof runPhase>;

/** What of a run comes with the list, without a question to its workflow. */
export const runListRow = z
  .object({
    run: runId,
    type: z.string(),
    phase: runPhase.nullable().describe('`approve`: it waits for a decision. null before the first step'),
    running: z.boolean(),
    state: z.string().describe("Temporal's status: RUNNING, COMPLETED, FAILED, …"),
    model: z.string().nullable(),
    endpoint: z.string().nullable(),
    accuracy: z.number().nullable().describe('Of validation, 0 to 1; null while it is not known'),
    usd: z.number().nullable().describe('Spent so far; null while it is not known'),
    startedBy: z.string().nullable(),
    startedAt: instant,
    closedAt: instant.nullable(),
  })
  .meta({ id: 'RunListRow' });
export type RunListRow = z.infer<typeof runListRow>;

export const runsQuery = z.strictObject({
  phase: z.enum([...runPhases, 'running', 'ended']).optional(),
  model: z.string().max(200).optional().describe('Id of a model'),
  endpoint: z.string().max(63).optional().describe('Name of the endpoint that they deploy to'),
  search: z.string().max(200).optional().describe('The beginning of a run id'),
  limit: z.coerce.number().int().min(1).max(200).optional().describe('Default 50'),
  cursor: z.string().max(4_000).optional().describe('`next` of the page before'),
});
export type RunsQuery = z.infer<typeof runsQuery>;

/** Newest first, those that go on before those that have ended. */
export const runList = z
  .object({
    runs: z.array(runListRow),
    next: z.string().nullable().describe('Cursor of the next page; null: there is none'),
    counts: z
      .object({ all: z.int(), waiting: z.int(), running: z.int(), failed: z.int() })
      .nullable()
      .describe('Of all runs, whatever the filter; null where the server can not count'),
  })
  .meta({ id: 'RunList' });
export type RunList = z.infer<typeof runList>;

/** What is asked at a gate, of whom, and what has been said. */
export const gate = z
  .object({
    gate: z.enum(['training', 'deployment', 'traffic']),
    state: z.enum(['open', 'approved', 'rejected']),
    rule: z.string(),
    text: z.string().describe('Where it stands, in a sentence'),
    because: z.string().nullable(),
    deadline: instant.nullable(),
    digest: z.string().nullable().describe('Names this state of the report: send it back with the decision'),
    rows: z.array(row).describe('What to read before one decides'),
    report: typed<GateReport>(z.looseObject({})).nullable(),
    approvers: z.array(z.string()).describe('Empty: anybody'),
    quorum: z.int(),
    approvals: z.array(z.object({ by: z.string(), reason: z.string(), at: instant })),
    decision: typed<DecisionRecord>(
      z.looseObject({ decision: z.string(), by: z.string(), reason: z.string() }),
    ).nullable(),
    mayDecide: z.boolean().describe('May the asking user decide here?'),
    whyNot: z.string().nullable().describe('Why they may not'),
    commands: z.object({ approve: z.string(), reject: z.string() }),
  })
  .meta({ id: 'Gate' });
export type Gate = z.infer<typeof gate>;

/** One activity of the run's workflow, from its history. */
export const step = z
  .object({
    activity: z.string().describe('Type of the activity'),
    text: z.string().describe('What it does, in words'),
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    scheduledAt: instant,
    endedAt: instant.nullable(),
    failure: z.string().nullable(),
  })
  .meta({ id: 'Step' });
export type Step = z.infer<typeof step>;

export const phase = z.object({
  name: z.enum(['plan', 'train', 'approve', 'deploy', 'test', 'done']),
  title: z.string(),
  state: z.enum(['done', 'current', 'ahead']),
});
export type PhaseView = z.infer<typeof phase>;

const epoch = typed<EpochMetrics>(
  z.looseObject({
    epoch: z.int(),
    epochs: z.int().optional(),
    loss: z.number().optional(),
    accuracy: z.number().optional(),
    valLoss: z.number().optional(),
    valAccuracy: z.number().optional(),
  }),
);

/** Answer of `GET /api/v1/runs/:id`, and the snapshot `run` of the event stream. */
export const runView = z
  .object({
    run: runId,
    type: z.string(),
    state: z.string().describe("Temporal's status: RUNNING, COMPLETED, FAILED, …"),
    running: z.boolean(),
    cancelling: z.boolean().describe('Somebody has asked it to stop, and it goes on to undo what it made'),
    startedAt: instant,
    closedAt: instant.nullable(),
    startedBy: z.string().nullable(),
    worker: z.boolean().describe('false: no worker answers, so only what the server knows is told'),
    headline: z.string(),
    outcome: z.enum(['running', 'done', 'skipped', 'rejected', 'cancelled', 'failed']).nullable(),
    phases: z.array(phase),
    rows: z.array(row),
    gates: z.array(gate).describe('Those that are open first'),
    epochs: z.array(epoch).describe('The curves, oldest first'),
    progress: z.object({ text: z.string(), trouble: z.string().nullable(), logTail: z.array(z.string()) }).nullable(),
    steps: z.array(step),
    model: z.object({ id: z.string(), version: z.string().nullable() }).nullable(),
    standIn: z.string().nullable().describe('Note of the local stand-in; null: the real algorithm'),
    warnings: z.array(z.string()),
    notes: z.array(z.string()),
    failure: z.object({ type: z.string(), message: z.string() }).nullable(),
    accuracy: z.number().nullable().describe('Of validation, 0 to 1, once the training has ended'),
    usd: z.number().nullable().describe('Spent in all; null while a price is not known'),
    spending: typed<Spending>(
      z.looseObject({ training: z.number().nullable(), endpoint: z.number().nullable() }),
    ).nullable(),
    cost: costEstimate.nullable().describe('As it was planned'),
    plan: plan.nullable(),
    planRows: z.array(row),
    settings: z.array(row).describe('What was chosen for the training, hyperparameters first; of a deployment none'),
    endpoint: z.object({ name: z.string(), live: z.boolean() }).nullable(),
    artifact: z.string().nullable().describe('`s3://…/model.tar.gz` that the training left'),
    heldOut: z
      .object({
        rows: z.int(),
        accuracy: z.number(),
        largestClassShare: z.number().nullable(),
        confusion: z
          .array(z.array(z.int()))
          .nullable()
          .describe('`confusion[actual][predicted]`; null: too many classes'),
        labels: z.array(z.string()).nullable().describe('Names of the classes, where they are known'),
        mistakes: z
          .array(z.object({ text: z.string(), label: z.int(), predicted: z.int(), probability: z.number() }))
          .describe('The surest of the wrong predictions, that one first'),
      })
      .nullable()
      .describe('Score of the model that the run deployed, where the gate `traffic` compares'),
    samples: z
      .array(z.object({ text: z.string(), label: z.int().nullable() }))
      .describe('Rows of the data to try the endpoint with'),
    request: z
      .object({ type: z.enum(['fineTune', 'deploy']), request: typed<RunRequest>(z.looseObject({})) })
      .nullable()
      .describe('What was asked for: to run it again'),
    status: typed<RunStatus>(z.looseObject({}))
      .nullable()
      .describe('Answer of the query `status`, see docs/workflows.md'),
    ui: z.string().nullable().describe('The run in the Temporal UI'),
  })
  .meta({ id: 'Run' });
export type RunView = z.infer<typeof runView>;

export const started = z.object({ run: runId }).meta({ id: 'Started' });
export type Started = z.infer<typeof started>;

/** Body of `POST /api/v1/runs/:id/decisions`. Who decides is who is signed in. */
export const decisionRequest = z
  .strictObject({
    gate: z.enum(['training', 'deployment', 'traffic']),
    decision: z.enum(['approve', 'reject']),
    digest: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('Of the report that was read; an outdated one is refused with 409'),
    reason: z.string().max(1_000).optional(),
  })
  .meta({ id: 'DecisionRequest', examples: [{ gate: 'deployment', decision: 'approve', reason: 'good enough' }] });
export type DecisionRequest = z.infer<typeof decisionRequest>;

export const decided = z
  .object({
    run: runId,
    text: z.string(),
    record: typed<DecisionRecord>(
      z.looseObject({ decision: z.string(), by: z.string(), reason: z.string(), at: instant }),
    ),
  })
  .meta({ id: 'Decided' });
export type Decided = z.infer<typeof decided>;

export const cancelled = z.object({ run: runId, cancelling: z.literal(true) }).meta({ id: 'Cancelling' });
export type Cancelling = z.infer<typeof cancelled>;

export const logQuery = z.strictObject({
  of: z.enum(['training job', 'endpoint']).optional().describe('Default `training job`'),
  tail: z.coerce.number().int().min(1).max(10_000).optional().describe('Only the newest lines; default 2,000'),
});

/** Answer of `GET /api/v1/runs/:id/log`. */
export const runLog = z
  .object({
    name: z.string().nullable().describe('Of the training job or endpoint; null: the run has none (yet)'),
    lines: z.array(z.string()),
    truncated: z.boolean().describe('There are older lines'),
  })
  .meta({ id: 'RunLog' });
export type RunLog = z.infer<typeof runLog>;
