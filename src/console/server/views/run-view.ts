import type { RunSnapshot } from '../../../client/index.js';
import { isObject } from '../../../contract/given.js';
import type { Spending } from '../../../contract/run/results.js';
import type { Outcome, RunStatus } from '../../../contract/run/status.js';
import { phases } from '../../../view/phases.js';
import { planRows } from '../../../view/plan.js';
import { progressText, troubleText } from '../../../view/progress.js';
import { runHeadline, runRows } from '../../../view/run.js';
import { settingRows } from '../../../view/settings.js';
import type { RunRequest, RunView } from '../../api/index.js';
import { gateView } from './gate-view.js';

export interface RunPlace {
  /** Of the run in the Temporal UI. */
  readonly ui: string | null;
}

/** What a page shows of a run; of one whose worker does not answer, what its history tells. */
export function runView({ summary, status, record }: RunSnapshot, { ui }: RunPlace): RunView {
  const { plan } = record;
  const running = summary.status === 'RUNNING';
  return {
    run: summary.run,
    type: summary.type,
    state: summary.status,
    running,
    cancelling: running && record.cancelRequested,
    startedAt: summary.startedAt,
    closedAt: summary.closedAt,
    startedBy: summary.startedBy,
    worker: status !== null,
    headline: status === null ? unanswered[running ? 'running' : 'ended'] : runHeadline(status),
    outcome: status === null ? (outcomes[summary.status] ?? null) : outcomeOf(status, running),
    ...toldBy(status, summary.run),
    accuracy: status?.metrics['validation:accuracy'] ?? summary.accuracy,
    usd: status?.spending === undefined ? summary.usd : sumOf(status.spending),
    steps: record.steps.map((step) => ({ ...step })),
    model: modelOf(status, plan),
    standIn: (plan?.standIn ?? status?.standIn)?.note ?? null,
    cost: plan?.cost ?? null,
    plan,
    planRows: plan === null ? [] : planRows(plan).map((row) => ({ ...row })),
    settings: plan === null ? [] : settingRows(plan).map((row) => ({ ...row })),
    samples: (plan?.smokeTest.samples ?? []).map(({ text, label = null }) => ({ text, label })),
    request: requestOf(summary.type, record.request),
    status,
    ui,
  };
}

const unanswered = {
  running: 'no worker answers; start one with: tunewright worker',
  ended: 'it has ended; no worker answers that would tell more: tunewright worker',
};

const outcomes: Readonly<Record<string, Outcome>> = {
  RUNNING: 'running',
  COMPLETED: 'done',
  CANCELLED: 'cancelled',
  FAILED: 'failed',
  TERMINATED: 'failed',
  TIMED_OUT: 'failed',
};

/** A run that was terminated can't say so itself. */
const outcomeOf = ({ outcome }: RunStatus, running: boolean): Outcome =>
  outcome === 'running' && !running ? 'failed' : outcome;

type Told = Pick<
  RunView,
  | 'phases'
  | 'rows'
  | 'gates'
  | 'epochs'
  | 'progress'
  | 'warnings'
  | 'notes'
  | 'failure'
  | 'spending'
  | 'endpoint'
  | 'artifact'
  | 'heldOut'
>;

const untold: Told = {
  phases: [],
  rows: [],
  gates: [],
  epochs: [],
  progress: null,
  warnings: [],
  notes: [],
  failure: null,
  spending: null,
  endpoint: null,
  artifact: null,
  heldOut: null,
};

function toldBy(status: RunStatus | null, run: string): Told {
  if (status === null) return untold;
  const { progress } = status;
  const endpoint = status.resources.filter(({ kind }) => kind === 'endpoint').at(-1);
  const isOpen = ({ state }: { state: string }): number => (state === 'open' ? 0 : 1);
  return {
    phases: phases(status).map((phase) => ({ ...phase })),
    rows: runRows(status).map((row) => ({ ...row })),
    gates: status.gates.map((gate) => gateView(run, gate)).sort((a, b) => isOpen(a) - isOpen(b)),
    epochs: progress?.epochs ?? status.epochs,
    progress:
      progress === undefined
        ? null
        : { text: progressText(progress), trouble: troubleText(progress), logTail: progress.logTail },
    warnings: status.warnings,
    notes: status.notes,
    failure: status.failure ?? null,
    spending: status.spending ?? null,
    endpoint: endpoint === undefined ? null : { name: endpoint.name, live: endpoint.state === 'InService' },
    artifact: status.artifact ?? null,
    heldOut: heldOutOf(status),
  };
}

function heldOutOf({ heldOutScore: score, labels }: RunStatus): RunView['heldOut'] {
  if (score === undefined) return null;
  return {
    rows: score.rows,
    accuracy: score.accuracy,
    largestClassShare: score.largestClassShare ?? null,
    confusion: score.confusion?.map((row) => [...row]) ?? null,
    labels: labels === undefined ? null : [...labels],
    mistakes: (score.mistakes ?? []).map(({ text, label, predicted, probability }) => ({
      text,
      label,
      predicted,
      probability,
    })),
  };
}

/** Null: the price of a part is not known. */
const sumOf = ({ training, endpoint }: Spending): number | null =>
  training === null || endpoint === null ? null : training + endpoint;

function modelOf(status: RunStatus | null, plan: RunSnapshot['record']['plan']): RunView['model'] {
  const model = plan?.model ?? status?.model;
  return model === undefined ? null : { id: model.id, version: model.version ?? null };
}

function requestOf(type: string, request: unknown): RunView['request'] {
  if ((type !== 'fineTune' && type !== 'deploy') || !isObject(request)) return null;
  return { type, request: request as RunRequest };
}
