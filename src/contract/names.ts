import type { RunIdentity } from './run/plan.js';

/** SageMaker's limit for names of training jobs, models, endpoint configs and endpoints. */
export const maxNameLength = 63;

/** A random-looking part that is the same for one run for ever: the tail of the first execution's run id. */
export const runSuffixLength = 10;

/**
 * Name of the AWS resources of a run: derived from the workflow id, the first execution's run id and the attempt, never from the clock,
 * so that a retry asks for the same name and finds what it made.
 * At most 63 characters of `[a-zA-Z0-9](-*[a-zA-Z0-9])*`.
 */
export function resourceName(run: RunIdentity, attempt = 1): string {
  const suffix = run.firstExecutionRunId
    .replace(/[^0-9a-zA-Z]/g, '')
    .slice(-runSuffixLength)
    .padStart(runSuffixLength, '0');
  const tail = attempt === 1 ? `-${suffix}` : `-${suffix}-${attempt}`;
  const base = run.workflowId
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .slice(0, maxNameLength - tail.length)
    .replace(/^-+|-+$/g, '');
  return `${base === '' ? 'run' : base}${tail}`;
}

/** The attempt of the run that a name belongs to; null for every name that is not this execution's. */
export function attemptOf(run: RunIdentity, name: string): number | null {
  if (name === resourceName(run)) return 1;
  const attempt = Number(/-(\d{1,6})$/.exec(name)?.[1] ?? NaN);
  return attempt > 1 && name === resourceName(run, attempt) ? attempt : null;
}

/** The only variant of the endpoint configs that runs make, as the Python SDK calls it. */
export const variantName = 'AllTraffic';

/**
 * Tags that mark a resource as a run's own: the workflow id, the first execution of it (an id may be started again), and a digest of the request.
 * What older versions made lacks `execution`.
 */
export const tagKeys = {
  run: 'tunewright:run',
  execution: 'tunewright:execution',
  /** Temporal's namespace of the run: another one can't tell whether it goes on. */
  namespace: 'tunewright:namespace',
  request: 'tunewright:request',
  /** Only of endpoints: when the time to live is over, ISO 8601, or `never`; written by the workflow that keeps the endpoint. */
  expires: 'tunewright:expires',
} as const;
