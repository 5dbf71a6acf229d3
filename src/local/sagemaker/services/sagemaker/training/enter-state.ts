import type { TrainingJob } from './training-job.js';
import { isTerminal, secondaryStatuses } from './training-states.js';
import type { SecondaryStatus } from './training-states.js';

/** The job after it has entered a state: the history only grows, and its last entry is the present. */
export function enter(job: TrainingJob, secondaryStatus: SecondaryStatus, now: number): TrainingJob {
  const { status, message } = secondaryStatuses[secondaryStatus];
  const past = job.transitions.map((transition) => ({ EndTime: now, ...transition }));
  const done = isTerminal(status);
  const entry = { Status: secondaryStatus, StartTime: now, ...(done ? { EndTime: now } : {}), StatusMessage: message };
  return {
    ...job,
    status,
    secondaryStatus,
    transitions: [...past, entry],
    lastModifiedTime: now,
    ...(secondaryStatus === 'Downloading' && job.trainingStartTime === undefined ? { trainingStartTime: now } : {}),
    ...(done ? { trainingEndTime: now } : {}),
  };
}
