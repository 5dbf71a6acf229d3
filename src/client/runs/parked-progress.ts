import type { Aws, LogPosition } from '../../aws/index.js';
import { logTail, readEpochs, readOnTrainingLog, sageMaker, trainingJobs } from '../../aws/index.js';
import type { TrainingProgress } from '../../contract/run/status.js';

/** What a wait said of its job before it was parked. */
export interface ParkedWait {
  readonly progress: TrainingProgress;
  readonly position: LogPosition;
  readonly region: string;
}

interface Seen extends Pick<ParkedWait, 'progress' | 'position'> {
  readonly at: number;
}

/** Milliseconds between two looks at one job, however many watch it. */
const fresh = 2_000;
/** Milliseconds; who looks at a run wants to see something. */
const patience = 2_000;

/** Jobs that are remembered: of one that is not, the log is read from its beginning. */
const most = 500;

const looks = new WeakMap<Aws, Map<string, Promise<Seen>>>();

/** Nobody looks at the job of a parked wait but who is looking now: its state and its log, or what was known where they can't be read. */
export async function parkedProgress(aws: Aws, wait: ParkedWait): Promise<TrainingProgress> {
  const own = looks.get(aws) ?? new Map<string, Promise<Seen>>();
  looks.set(aws, own);
  const name = wait.progress.trainingJobName;
  const before = await own.get(name);
  if (before !== undefined && Date.now() - before.at < fresh) return before.progress;
  const next = look(aws, wait.region, before ?? { ...wait, at: 0 });
  if (before === undefined && own.size >= most) own.clear();
  own.set(name, next);
  return (await next).progress;
}

async function look(aws: Aws, region: string, before: Seen): Promise<Seen> {
  const clients = aws.clients(region);
  const signal = AbortSignal.timeout(patience);
  const { trainingJobName: name } = before.progress;
  const [job, log] = await Promise.all([
    trainingJobs.describe(sageMaker(clients, signal), name).catch(() => null),
    readOnTrainingLog(clients, name, before.position, signal).catch(() => ({ lines: [], position: before.position })),
  ]);
  const { TrainingJobStatus: status, SecondaryStatus: secondaryStatus } = job?.answer ?? {};
  const progress = {
    ...before.progress,
    status: status ?? before.progress.status,
    secondaryStatus: secondaryStatus ?? before.progress.secondaryStatus,
    epochs: readEpochs(before.progress.epochs, log.lines),
    logTail: logTail([...before.progress.logTail, ...log.lines]),
  };
  return { progress, position: log.position, at: Date.now() };
}
