import type { Client, WorkflowHandle } from '@temporalio/client';
import type { Activities, PreparedPlan } from '../../contract/activities.js';
import type { DeployPlan, Plan } from '../../contract/run/plan.js';
import { PayloadReader } from '../../temporal/payloads.js';

type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;
type HistoryEvent = NonNullable<History['events']>[number];

/** What the history of a run tells, whether or not a worker answers. Plain JSON. */
export interface RunRecord {
  /** The workflow's argument, as it was sent. */
  readonly request: unknown;
  /** Null before it is made. */
  readonly plan: Plan | DeployPlan | null;
  /** In the order in which they were begun. */
  readonly steps: readonly RunStep[];
  /** Somebody has asked it to stop. */
  readonly cancelRequested: boolean;
}

/** One activity of a run. */
export interface RunStep {
  /** Its type. */
  readonly activity: string;
  /** What it does, in the words of the Temporal UI. */
  readonly text: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** ISO 8601. */
  readonly scheduledAt: string;
  /** ISO 8601; null while it goes on. */
  readonly endedAt: string | null;
  readonly failure: string | null;
}

/** The activities whose result is the plan, and those in whose result it is. */
const planning: ReadonlySet<string> = new Set<keyof Activities>(['planRun', 'planDeployment']);
const preparing: ReadonlySet<string> = new Set<keyof Activities>(['prepareRun', 'prepareDeployment']);

/** A step whose texts are told once the payloads of the history have been read. */
interface Begun extends Omit<RunStep, 'text' | 'failure'> {
  readonly text: () => string;
  readonly failure: () => string | null;
}

/** Reads a history from its first event to its last. */
export async function runRecord(client: Client, { events }: History): Promise<RunRecord> {
  const payloads = new PayloadReader();
  const steps = new Map<string, Begun>();
  /** What the run has asked to stop. */
  const unwanted = new Set<string>();
  let cancelRequested = false;
  let request = (): unknown => null;
  let plan = (): RunRecord['plan'] => null;
  for (const event of events ?? []) {
    const argument = event.workflowExecutionStartedEventAttributes?.input?.payloads?.[0];
    if (argument) request = payloads.later(argument);
    if (event.workflowExecutionCancelRequestedEventAttributes) cancelRequested = true;
    const scheduled = event.activityTaskScheduledEventAttributes;
    if (scheduled) steps.set(String(event.eventId), begun(event, scheduled.activityType?.name ?? '', payloads));
    const asked = event.activityTaskCancelRequestedEventAttributes;
    if (asked) unwanted.add(String(asked.scheduledEventId));
    const end = endOf(event, payloads);
    const step = end === null ? undefined : steps.get(end.of);
    if (end === null || step === undefined) continue;
    // What it fails with from then on is the run's own doing: the wait for a job sees it stopped before it hears that nobody waits.
    const ended = unwanted.has(end.of) && end.state === 'failed' ? cancelled : end;
    steps.set(end.of, { ...step, state: ended.state, endedAt: timeOf(event), failure: ended.failure });
    const result = event.activityTaskCompletedEventAttributes?.result?.payloads?.[0];
    if (result && planning.has(step.activity)) plan = payloads.later<Plan | DeployPlan>(result);
    if (result && preparing.has(step.activity)) {
      const prepared = payloads.later<PreparedPlan<Plan | DeployPlan>>(result);
      plan = () => prepared().plan;
    }
  }
  await payloads.read(client);
  const told = [...steps.values()].map((step) => ({ ...step, text: step.text(), failure: step.failure() }));
  return { request: request(), plan: plan(), steps: told, cancelRequested };
}

const none = (): null => null;
const cancelled = { state: 'cancelled', failure: none } as const;

function begun(event: HistoryEvent, activity: string, payloads: PayloadReader): Begun {
  const summary = event.userMetadata?.summary;
  return {
    activity,
    text: summary ? payloads.later<string>(summary) : () => activity,
    state: 'running',
    scheduledAt: timeOf(event),
    endedAt: null,
    failure: none,
  };
}

interface End extends Pick<Begun, 'state' | 'failure'> {
  /** The event that scheduled what has ended. */
  readonly of: string;
}

function endOf(event: HistoryEvent, payloads: PayloadReader): End | null {
  const completed = event.activityTaskCompletedEventAttributes;
  if (completed) return { of: String(completed.scheduledEventId), state: 'done', failure: none };
  const failed = event.activityTaskFailedEventAttributes ?? event.activityTaskTimedOutEventAttributes;
  if (failed) {
    const failure = failed.failure?.cause ?? failed.failure ?? { message: 'it took too long' };
    return { of: String(failed.scheduledEventId), state: 'failed', failure: payloads.message(failure) };
  }
  const given = event.activityTaskCanceledEventAttributes;
  return given ? { of: String(given.scheduledEventId), ...cancelled } : null;
}

function timeOf({ eventTime }: HistoryEvent): string {
  const milliseconds = Number(eventTime?.seconds ?? 0) * 1_000 + Math.floor((eventTime?.nanos ?? 0) / 1e6);
  return new Date(milliseconds).toISOString();
}
