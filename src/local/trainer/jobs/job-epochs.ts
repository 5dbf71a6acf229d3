import { setImmediate } from 'node:timers/promises';
import type { Manifest } from '../artifact/classifier-files.js';
import { earlyStopping } from './early-stopping.js';
import type { Scores } from '../head/head-training.js';
import type { Head } from '../head/head.js';
import type { Hyperparameters } from './hyperparameters.js';
import type { JobData } from './job-data.js';
import { epochLine } from './job-log.js';
import type { Log } from './job-log.js';

/** Everything that a way of training needs. */
export interface TrainingPlan {
  readonly data: JobData;
  /** The top layer to start with. */
  readonly head: Head;
  readonly hyperparameters: Hyperparameters;
  readonly manifest: Manifest;
  /** The unpacked model to start with. */
  readonly modelDirectory: string;
  readonly encodingCache: string | undefined;
  readonly seed: number;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** A way of training on its way. */
export interface Training {
  /** Trains one epoch each time it is asked. */
  readonly epochs: Iterable<Scores> | AsyncIterable<Scores>;
  /** The scores on the validation data as the model is now. */
  validate(): Promise<Scores>;
  /** Puts what has been trained into the model directory, except for the top layer, which it returns. */
  finish(): Promise<Head>;
  close(): Promise<void>;
}

/**
 * Trains until the epochs are over, early stopping says so or the signal is aborted; logs one line an epoch.
 * Returns the number of epochs trained. @throws Error when the loss is no longer a number
 */
export async function runEpochs(training: Training, plan: TrainingPlan): Promise<number> {
  const { data, hyperparameters: settings, log, signal } = plan;
  const validated = data.validation.labels.length > 0;
  if (settings.early_stopping && !validated) log('warning: early_stopping needs validation data; it is off');
  const shouldStop = earlyStopping(settings);
  let epoch = 0;
  for await (const scores of training.epochs) {
    epoch++;
    const validation = validated ? await training.validate() : undefined;
    log(epochLine(epoch, settings.epochs, scores, validation));
    if (!Number.isFinite(scores.loss)) throw new Error('the loss is no longer a number; lower learning_rate');
    // A signal is only seen between turns of the event loop.
    await setImmediate();
    if (signal.aborted) break;
    if (validation !== undefined && shouldStop(validation.accuracy)) {
      log(`early stopping: no better val_accuracy in ${settings.early_stopping_patience} epochs`);
      break;
    }
  }
  return epoch;
}
