import type {
  EndpointView,
  Gate,
  Health,
  Model,
  PlanView,
  RunView,
  ScheduleSummary,
  RunListRow,
  StartRequest,
} from '../../../src/console/api/index.js';
import type { DatasetReport } from '../../../src/contract/dataset.js';

/** What the stand-in for the console's server knows; tests change it as they go. */
export interface ConsoleState {
  health: Health;
  model: Model;
  models: number;
  runs: RunListRow[];
  run: RunView;
  /** Besides `run`. */
  others: RunView[];
  plan: PlanView;
  report: DatasetReport;
  endpoint: EndpointView | null;
  schedules: ScheduleSummary[];
}

const now = Date.now();
const ago = (minutes: number): string => new Date(now - minutes * 60_000).toISOString();

const modelId = 'tensorflow-tc-bert-en-uncased-L-2-H-128-A-2-2';

const health: Health = {
  temporal: { address: '127.0.0.1:7233', namespace: 'default', answers: true },
  worker: true,
  pollers: 2,
  region: 'eu-west-1',
  account: '123456789012',
  standIn: true,
  version: '0.1.0',
  user: { name: 'ana', role: 'approver' },
  ui: 'http://127.0.0.1:8233',
  checks: [
    { name: 'temporal', state: 'ok', text: 'Temporal answers at 127.0.0.1:7233, namespace default', remedy: null },
    { name: 'worker', state: 'ok', text: '2 workers poll the task queue tunewright', remedy: null },
    {
      name: 'searchAttributes',
      state: 'failed',
      text: 'search attributes are missing: TunewrightPhase',
      remedy: 'temporal operator search-attribute create --name TunewrightPhase --type Keyword',
    },
  ],
};

const instance = { instanceType: 'ml.g4dn.xlarge', usdPerHour: 0, isDefault: true };

const model: Model = {
  id: modelId,
  version: '2.0.4',
  title: 'BERT tiny, uncased',
  family: 'BERT',
  language: 'en',
  standIn: true,
  fineTunable: true,
  deprecated: false,
  training: instance,
  inference: instance,
  unusable: [],
  versions: ['2.0.3', '2.0.4'],
  url: 'https://tfhub.dev/google/bert',
  notices: [],
  standInNote: 'A local stand-in trains the top layer over universal-sentence-encoder-lite.',
  incremental: true,
  trainingInstances: [instance, { instanceType: 'ml.p3.2xlarge', usdPerHour: 0, isDefault: false }],
  inferenceInstances: [instance],
  hyperparameters: [
    {
      name: 'epochs',
      type: 'int',
      default: '10',
      options: null,
      min: 1,
      max: 1000,
      exclusiveMin: null,
      exclusiveMax: null,
      help: 'Passes over the data',
      common: true,
    },
    {
      name: 'learning_rate',
      type: 'float',
      default: '0.001',
      options: null,
      min: null,
      max: null,
      exclusiveMin: 0,
      exclusiveMax: 1,
      help: 'Step of each update',
      common: true,
    },
    {
      name: 'early_stopping',
      type: 'bool',
      default: 'False',
      options: null,
      min: null,
      max: null,
      exclusiveMin: null,
      exclusiveMax: null,
      help: 'Ends the training once it gets no better',
      common: false,
    },
  ],
  defaultDataset: null,
  samples: [],
};

const report: DatasetReport = {
  uri: 's3://bucket/tunewright/data/abc/',
  bytes: 61_000,
  rows: 720,
  classes: 2,
  classCounts: [348, 372],
  labels: ['negative', 'positive'],
  repeats: { exact: true, duplicateRows: 0, contradictingRows: 0 },
  samples: [{ text: 'a stirring, funny film', label: 1 }],
  problems: [],
  warnings: ['3 rows repeat an earlier text'],
};

export const badReport: DatasetReport = {
  ...report,
  uri: 'data.csv',
  problems: [
    {
      field: 'data',
      message: '2 rows have a label that is no integer',
      fault: 'nonIntegerLabel',
      rows: [3, 17],
      lines: [3, 17],
      count: 2,
      example: 'positive,"a stirring, funny film"',
    },
  ],
  mend: { looksLike: 'a file whose labels are words', command: 'tunewright data prepare data.csv' },
};

const cost = {
  currency: 'USD' as const,
  trainingAtMost: 0,
  trainingLikely: null,
  endpointPerHour: 0,
  endpointHours: 12,
  atMost: 0,
  notes: [],
};

const plan: PlanView = {
  type: 'fineTune',
  plan: null,
  rows: [
    { title: 'model', text: `${modelId} 2.0.4` },
    { title: 'training', text: 'ml.g4dn.xlarge, at most 1 h' },
  ],
  cost,
  problems: [],
  warnings: [],
  command: `tunewright fine-tune --model ${modelId} --data reviews/`,
};

export const gateOf = (digest: string, accuracy: number): Gate => ({
  gate: 'deployment',
  state: 'open',
  rule: 'manual',
  text: 'waits for a decision',
  because: null,
  deadline: new Date(now + 7 * 24 * 3_600_000).toISOString(),
  digest,
  rows: [
    { title: 'model', text: `${modelId} 2.0.4` },
    { title: 'validation:accuracy', text: String(accuracy), figure: accuracy },
    { title: 'score', text: `new ${accuracy} on 144 rows; live none`, figure: accuracy },
    { title: 'cost', text: 'free on the local stand-in' },
  ],
  report: null,
  approvers: [],
  quorum: 1,
  approvals: [],
  decision: null,
  mayDecide: true,
  whyNot: null,
  commands: { approve: 'tunewright approve reviews-17', reject: 'tunewright reject reviews-17' },
});

const epochs = [0.71, 0.82, 0.88, 0.9, 0.912].map((valAccuracy, index) => ({
  epoch: index + 1,
  epochs: 5,
  loss: 0.6 / (index + 1),
  accuracy: valAccuracy + 0.01,
  valLoss: 0.65 / (index + 1) + 0.05,
  valAccuracy,
}));

const stations = ['plan', 'train', 'approve', 'deploy', 'test', 'done'] as const;
const phasesAt = (current: (typeof stations)[number], ended = false): RunView['phases'] =>
  stations.map((name, index) => {
    const at = stations.indexOf(current);
    const state = index < at || ended ? 'done' : index === at ? 'current' : 'ahead';
    return { name, title: name, state } as const;
  });

const run: RunView = {
  run: 'reviews-17',
  type: 'fineTune',
  state: 'RUNNING',
  running: true,
  cancelling: false,
  startedAt: ago(4),
  closedAt: null,
  startedBy: 'ana',
  worker: true,
  headline: 'Approve in progress',
  outcome: 'running',
  phases: phasesAt('approve'),
  rows: [
    { title: 'model', text: `${modelId} 2.0.4` },
    { title: 'data', text: 's3://bucket/data/: 720 rows, 2 classes', name: 's3://bucket/data/' },
    { title: 'training job', text: 'reviews-17-a1: Completed', name: 'reviews-17-a1' },
  ],
  gates: [gateOf('9f3a000000000001', 0.912)],
  epochs,
  progress: null,
  steps: [
    {
      activity: 'checkData',
      text: 'Check the data',
      state: 'done',
      scheduledAt: ago(4),
      endedAt: ago(3.9),
      failure: null,
    },
    {
      activity: 'watchTrainingJob',
      text: 'Watch the training job',
      state: 'done',
      scheduledAt: ago(3.8),
      endedAt: ago(1),
      failure: null,
    },
  ],
  model: { id: modelId, version: '2.0.4' },
  standIn: 'Trained by a local stand-in: universal-sentence-encoder-lite',
  warnings: [],
  notes: [],
  failure: null,
  accuracy: 0.912,
  usd: 0,
  spending: { training: 0, endpoint: 0, notes: [] },
  cost,
  plan: null,
  planRows: plan.rows,
  settings: [],
  endpoint: null,
  artifact: null,
  heldOut: {
    rows: 144,
    accuracy: 0.91,
    largestClassShare: 0.5,
    confusion: [
      [66, 6],
      [7, 65],
    ],
    labels: ['negative', 'positive'],
    mistakes: [{ text: 'not half as bad as they say', label: 1, predicted: 0, probability: 0.88 }],
  },
  samples: [{ text: 'a stirring, funny film', label: 1 }],
  request: { type: 'fineTune', request: { model: { id: modelId }, data: 'sample' } },
  status: null,
  ui: 'http://127.0.0.1:8233/namespaces/default/workflows/reviews-17',
};

const liveEndpoint: EndpointView = {
  name: 'reviews',
  region: 'eu-west-1',
  status: 'InService',
  createdAt: ago(60),
  keeper: true,
  expiresAt: new Date(now + 11 * 3_600_000).toISOString(),
  run: 'reviews-17',
  model: modelId,
  instanceType: 'ml.g4dn.xlarge',
  instanceCount: 1,
  usdPerHour: 0,
  rows: [{ title: 'config', text: 'reviews-17-a1, model reviews-17-a1', name: 'reviews-17-a1' }],
  notes: [],
  failureReason: null,
  sample: { text: 'a stirring, funny film', label: 1 },
  workflow: null,
  commands: {
    predict: "tunewright predict reviews 'a stirring, funny film'",
    extend: 'tunewright endpoints extend reviews 12h',
    delete: 'tunewright endpoints delete reviews',
    runs: 'tunewright runs list --phase done --endpoint reviews',
  },
  ui: null,
};

const rowOf = (view: RunView, phase: RunListRow['phase'] = 'approve'): RunListRow => ({
  run: view.run,
  type: view.type,
  phase,
  running: view.running,
  state: view.state,
  model: view.model?.id ?? null,
  endpoint: view.endpoint?.name ?? null,
  accuracy: 0.912,
  usd: 0,
  startedBy: view.startedBy,
  startedAt: view.startedAt,
  closedAt: view.closedAt,
});

/** Nothing has run yet. */
export const emptyState = (): ConsoleState =>
  structuredClone({ health, model, models: 6, runs: [], run, others: [], plan, report, endpoint: null, schedules: [] });

const schedule: ScheduleSummary = {
  schedule: 'nightly',
  type: 'fineTune',
  times: 'cron 0 3 * * 1-5',
  usdAtMost: null,
  paused: false,
  note: null,
  next: new Date(now + 8 * 3_600_000).toISOString(),
  lastRun: 'reviews-17',
};

/** One run waits at its gate. */
export const waitingState = (): ConsoleState => ({
  ...emptyState(),
  runs: [rowOf(run)],
  schedules: [structuredClone(schedule)],
});

/** The endpoint is live, and two runs have served there before: the second one only deployed. */
export function servedBeforeState(): ConsoleState {
  const state = waitingState();
  const endpoint = { name: 'reviews', live: false };
  const deployed = {
    ...trainedRun({ run: 'reviews-14', accuracy: 0 }),
    ...{ type: 'deploy', accuracy: null, endpoint },
    request: { type: 'deploy', request: { model: { id: modelId }, artifact: 's3://bucket/old/model.tar.gz' } },
  } as const;
  state.others = [
    {
      ...trainedRun({ run: 'reviews-15', accuracy: 0.884 }),
      endpoint,
      request: {
        type: 'fineTune',
        request: {
          ...{ model: { id: modelId }, data: 'sample', tags: { team: 'film' } },
          gates: { deployment: { rule: 'validation:accuracy>=0.8', approvers: ['ana'] } },
          endpoint: { name: 'reviews', instanceType: 'ml.g5.xlarge', timeToLiveInSeconds: 3_600 },
        },
      },
    },
    deployed,
  ];
  goLive(state);
  state.runs.push(...state.others.map((view) => ({ ...rowOf(view, 'done'), accuracy: view.accuracy })));
  return state;
}

interface TrainedRun {
  readonly run: string;
  readonly accuracy: number;
  readonly epochs?: string;
  readonly etag?: string;
}

/** A run that trained, and left a model that is not live. */
export function trainedRun({ run: id, accuracy, epochs: passes = '5', etag = 'd1' }: TrainedRun): RunView {
  const last = epochs.length - 1;
  return {
    ...structuredClone(run),
    run: id,
    state: 'COMPLETED',
    running: false,
    startedAt: ago(90),
    closedAt: ago(83.8),
    headline: 'done',
    outcome: 'done',
    phases: phasesAt('done', true),
    gates: [],
    accuracy,
    epochs: epochs.map((epoch, index) => ({ ...epoch, valAccuracy: accuracy - (last - index) * 0.03 })),
    heldOut: null,
    plan: {
      model: { id: modelId, version: '2.0.4' },
      dataset: { uri: 's3://bucket/data/', etag, bytes: 61_000, rows: 720, classes: 2, classCounts: [348, 372] },
    } as unknown as RunView['plan'],
    settings: [
      { title: 'epochs', text: passes },
      { title: 'learning_rate', text: '0.001' },
      { title: 'gate deployment', text: 'manual' },
    ],
    artifact: `s3://bucket/${id}/model.tar.gz`,
  };
}

/** Three ended runs to stand beside one another, two of them on the same data, and one that only deployed. */
export function comparedState(): ConsoleState {
  const state = waitingState();
  const deployed = {
    ...trainedRun({ run: 'live-1', accuracy: 0 }),
    type: 'deploy',
    epochs: [],
    settings: [],
    plan: null,
  };
  state.others = [
    trainedRun({ run: 'reviews-a', accuracy: 0.9 }),
    trainedRun({ run: 'reviews-b', accuracy: 0.925, epochs: '8' }),
    trainedRun({ run: 'tickets-c', accuracy: 0.871, etag: 'd2' }),
    deployed,
  ];
  state.runs = [...state.others.map((view) => ({ ...rowOf(view, 'done'), accuracy: view.accuracy })), ...state.runs];
  return state;
}

/** The run as it is right after its start, and where the stand-in moves it at once: to its gate, or live where none asks. */
export function startedRun(state: ConsoleState, { type, request }: StartRequest, id: string): void {
  const gate = 'gates' in request ? request.gates?.deployment : undefined;
  const samples = type === 'deploy' ? [] : run.samples;
  state.run = { ...structuredClone(run), run: id, type, samples, request: { type, request } };
  state.runs = [rowOf(state.run), ...state.runs];
  // A metric as well: the run of the stand-in meets it.
  if (typeof gate === 'string' && gate !== 'manual') goLive(state);
}

export function goLive(state: ConsoleState): void {
  state.endpoint = { ...structuredClone(liveEndpoint), run: state.run.run };
  Object.assign(state.run, {
    state: 'COMPLETED',
    running: false,
    closedAt: ago(0),
    headline: 'done',
    outcome: 'done',
    phases: phasesAt('done', true),
    gates: state.run.gates.map((gate) => ({ ...gate, state: 'approved', text: 'approved by ana' })),
    endpoint: { name: 'reviews', live: true },
    artifact: 's3://bucket/out/model.tar.gz',
  } satisfies Partial<RunView>);
  state.runs = state.runs.map((row) => (row.run === state.run.run ? rowOf(state.run, 'done') : row));
}
