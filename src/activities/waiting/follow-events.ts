import { regionOfQueue, takeEvents } from '../../aws/index.js';
import type { StateChange } from '../../aws/index.js';
import { hasTrainingJobEnded } from '../../contract/resources.js';
import { workflowTypes } from '../../contract/workflow-types.js';
import type { Services } from '../services.js';
import { hintWaits } from './shared-lists.js';
import { pause } from './pause.js';
import { wakeParked } from './wake-parked.js';
import { errorText } from '../../contract/text/error-text.js';

/** Milliseconds until the queue is asked again where it could not be read: doubled from the first to the last. */
const [firstPause, lastPause] = [1_000, 60_000];

/** A queue of SageMaker's events, and what a worker says of it. */
export interface EventsQueue {
  /** Of SQS. */
  readonly url: string;
  /** Of the queue, where its URL does not tell; undefined where nothing does. */
  readonly region: string | undefined;
  /** Called once for each reason for which it can't be read. */
  readonly onTrouble: (message: string) => void;
}

/**
 * Reads the queue until the signal. What it tells is a reason to look and nothing more: lost, late, double, foreign and forged events cost a look
 * at most, for each wait looks by itself too.
 */
export async function followEvents(services: Services, queue: EventsQueue, signal: AbortSignal): Promise<void> {
  // A program may give whatever it likes.
  if (!URL.canParse(queue.url)) return queue.onTrouble('it must be the URL of a queue, as SQS gives it');
  const region = regionOfQueue(queue.url) ?? queue.region;
  if (region === undefined) return queue.onTrouble('its URL names no region; set AWS_REGION');
  const clients = services.aws.clients(region);
  let wait = firstPause;
  let told = '';
  while (!signal.aborted) {
    try {
      const { changes, remove } = await takeEvents(clients, queue.url, signal);
      await tell(services, changes);
      await remove();
      [wait, told] = [firstPause, ''];
    } catch (error) {
      if (signal.aborted) return;
      const message = errorText(error);
      if (message !== told) queue.onTrouble(message);
      told = message;
      await pause(wait, signal).catch(() => undefined);
      wait = Math.min(wait * 2, lastPause);
    }
  }
}

async function tell(services: Services, changes: readonly StateChange[]): Promise<void> {
  const ended: string[] = [];
  for (const { kind, name, state, ...place } of changes) {
    const isHeld = hintWaits(services, kind, name, place);
    if (!isHeld && kind === 'training job' && hasTrainingJobEnded(state)) ended.push(name);
  }
  // What fails here is made up for by the watcher, and by the wait itself.
  if (ended.length > 0) await wake(services, ended).catch(() => undefined);
}

async function wake({ temporal }: Services, jobs: readonly string[]): Promise<void> {
  const names = [...new Set(jobs)].map((name) => `'${name}'`).join(', ');
  const query = `WorkflowType = '${workflowTypes.fineTune}' AND ExecutionStatus = 'Running' AND TunewrightTrainingJob IN (${names})`;
  for await (const execution of temporal.workflow.list({ query })) await wakeParked(temporal, execution);
}
