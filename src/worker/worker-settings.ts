import { z } from 'zod';
import { defaultHeldWaits } from '../activities/index.js';
import { defined } from '../contract/defined.js';
import { ownWords } from '../contract/schema/words.js';
import { InvalidSettingsError } from '../contract/invalid-settings.js';
import type { Address } from './health.js';
import type { LogFormat } from './log-line.js';

/** Temporal writes `NAME.BUILD`: the name has no dot. */
const deploymentName = /^[\w+-]{1,128}$/;
const buildId = /^[\w.+-]{1,128}$/;

/** Both or neither. */
const version = ['TUNEWRIGHT_DEPLOYMENT', 'TUNEWRIGHT_BUILD_ID'];
const mostPort = 65_535;

/** What the environment may set of a worker, each with its default. */
const schema = z.object({
  /** This process's part of the account's API budget: 1/N with N workers on one account; more than 1 where AWS has granted more. */
  TUNEWRIGHT_RATE_SHARE: z.coerce.number().positive().max(100).default(1),
  /** Activities at a time. Every run that waits holds one, and what they leave is for everything else. */
  TUNEWRIGHT_ACTIVITY_SLOTS: z.coerce.number().int().min(10).max(100_000).default(4_000),
  /** Waits for training jobs that the process holds, of one account and region; more are parked. */
  TUNEWRIGHT_HELD_WAITS: z.coerce.number().int().min(0).max(10_000).default(defaultHeldWaits),
  /** Workflows that the process keeps in memory between their tasks, about 0.25 MB each. */
  TUNEWRIGHT_CACHED_WORKFLOWS: z.coerce.number().int().min(10).max(10_000).default(500),
  /** Where health and readiness are told; not at all unless it is set. */
  TUNEWRIGHT_HEALTH: address().optional(),
  /** Where Temporal's runtime tells its metrics to Prometheus. */
  TUNEWRIGHT_METRICS: address().optional(),
  /** Queue of Amazon SQS to which EventBridge sends SageMaker's state changes: hints, by which ends are noticed sooner. */
  TUNEWRIGHT_EVENTS_QUEUE: queue().optional(),
  /** Where spans are sent to: an OpenTelemetry collector, as OTEL_… say. */
  TUNEWRIGHT_TRACING: z.enum(['otlp']).optional(),
  TUNEWRIGHT_LOG: z.enum(['text', 'json']).default('text'),
  /** Temporal's worker versioning, off unless both are set: the deployment, and the version of it that this worker is. */
  TUNEWRIGHT_DEPLOYMENT: z.string().trim().regex(deploymentName, 'must be letters, digits, - and _').optional(),
  TUNEWRIGHT_BUILD_ID: z.string().trim().regex(buildId, 'must be letters, digits, dots, - and _').optional(),
});

/** `PORT` on 127.0.0.1, or `HOST:PORT`. */
function address() {
  return z
    .string()
    .trim()
    .regex(/^(([A-Za-z0-9.-]+|\[[0-9a-fA-F:]+\]):)?\d{1,5}$/, 'must be a port, or HOST:PORT')
    .transform((text) => {
      const at = text.lastIndexOf(':');
      return {
        host: at === -1 ? '127.0.0.1' : text.slice(0, at).replace(/^\[|\]$/g, ''),
        port: Number(text.slice(at + 1)),
      };
    })
    .refine(({ port }) => port <= mostPort, `must have a port up to ${mostPort}`);
}

/** The URL of a queue, as SQS gives it. */
function queue() {
  return z
    .string()
    .trim()
    .regex(
      /^https?:\/\/[A-Za-z0-9.:-]+\/\d{12}\/[A-Za-z0-9_-]{1,80}(\.fifo)?$/,
      'must be the URL of a queue, such as https://sqs.eu-west-1.amazonaws.com/123456789012/tunewright-events',
    );
}

/** What the environment says of a worker: its part of the account's API rates (above 0; 1 is all of them), and how many activities it runs at the same time. */
export interface WorkerSettings {
  rateShare: number;
  activitySlots: number;
  /** Waits for training jobs, of one account and region, that are held; more are parked. */
  heldWaits: number;
  /** Workflows that stay in memory between their tasks. */
  cachedWorkflows: number;
  /** Where `/livez` and `/readyz` are answered; left out: nowhere. */
  health?: Address;
  /** Where Temporal's runtime has `/metrics` for Prometheus; left out: nowhere. */
  metrics?: Address;
  /** URL of the queue of SageMaker's events; left out: none is read. */
  eventsQueue?: string;
  /** `otlp`: spans go to an OpenTelemetry collector, as the variables OTEL_… say; left out: nowhere. */
  tracing?: 'otlp';
  /** Default `text`. */
  logFormat?: LogFormat;
  /** Temporal's worker versioning; left out: none. */
  version?: { readonly deploymentName: string; readonly buildId: string };
}

/** The worker's settings out of an environment; a variable that is empty counts as not set. @throws InvalidSettingsError */
export function workerSettings(environment: NodeJS.ProcessEnv = process.env): WorkerSettings {
  const given = Object.keys(schema.shape).filter((name) => (environment[name] ?? '').trim() !== '');
  const parsed = schema.safeParse(Object.fromEntries(given.map((name) => [name, environment[name]])), {
    error: ownWords,
  });
  const halves = version.filter((name) => !given.includes(name));
  const problems = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => ({ field: path.join('.'), message })),
    ...(halves.length === 1 ? halves : []).map((field) => ({
      field,
      message: `is missing; set both ${version.join(' and ')}, or neither`,
    })),
  ];
  if (!parsed.success || problems.length > 0) throw new InvalidSettingsError(problems);
  const { data } = parsed;
  const { TUNEWRIGHT_DEPLOYMENT: deployment, TUNEWRIGHT_BUILD_ID: build } = data;
  return {
    rateShare: data.TUNEWRIGHT_RATE_SHARE,
    activitySlots: data.TUNEWRIGHT_ACTIVITY_SLOTS,
    heldWaits: data.TUNEWRIGHT_HELD_WAITS,
    cachedWorkflows: data.TUNEWRIGHT_CACHED_WORKFLOWS,
    logFormat: data.TUNEWRIGHT_LOG,
    ...defined({
      health: data.TUNEWRIGHT_HEALTH,
      metrics: data.TUNEWRIGHT_METRICS,
      eventsQueue: data.TUNEWRIGHT_EVENTS_QUEUE,
      tracing: data.TUNEWRIGHT_TRACING,
      version:
        deployment === undefined || build === undefined ? undefined : { deploymentName: deployment, buildId: build },
    }),
  };
}
