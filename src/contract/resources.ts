import type { FailureType } from './failures.js';

/**
 * The kinds of SageMaker resources that a run makes, in the order in which they may be removed:
 * a model, say, only after the endpoint configs that name it.
 */
export const resourceKinds = ['training job', 'endpoint', 'endpoint config', 'model'] as const;

/** A kind of resource in SageMaker that Tunewright makes. */
export type ResourceKind = (typeof resourceKinds)[number];

const endedTrainingJob = ['Completed', 'Failed', 'Stopped'] as const;

/** A state of a training job that has come to its end: it costs nothing any more, and there is nothing to stop. */
export type EndedTrainingJob = (typeof endedTrainingJob)[number];

/** Has a training job in this `TrainingJobStatus` come to its end, so that it costs nothing any more? */
export const hasTrainingJobEnded = (state: string): state is EndedTrainingJob =>
  (endedTrainingJob as readonly string[]).includes(state);

/** The failures that tell that the training job has ended, with the state that it ended in. */
export const trainingJobEnds: Readonly<Partial<Record<FailureType, EndedTrainingJob>>> = {
  TrainingJobFailed: 'Failed',
  TrainingInternalError: 'Failed',
  NoCapacity: 'Failed',
  TrainingJobStopped: 'Stopped',
  MaxRuntimeExceeded: 'Stopped',
  MaxWaitTimeExceeded: 'Stopped',
};
