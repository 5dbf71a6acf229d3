import type { AwsClients, LogPosition } from '../../aws/index.js';
import { logTail, readEpochs, readOnTrainingLog } from '../../aws/index.js';
import type { TrainingProgress } from '../../contract/run/status.js';
import { deadline } from '../waiting/deadline.js';

/** How far the log of a job has been read, and whether it told of the end. */
export interface LogReading {
  position: LogPosition;
  /** The container has nothing more to train. */
  ended?: true;
}

/** Last words of the toolkit in every SageMaker framework container; the upload of the model follows. */
const lastWords = /Reporting training (SUCCESS|FAILURE)/i;

/** What a reading of the log brought. */
export type LogNews = 'unreadable' | 'nothing' | 'first lines' | 'lines' | 'end';

/**
 * Reads on, into the progress, for `patience` milliseconds at most: many others may want to read theirs.
 * The log is a comfort: one that can't be read is no error. @throws when the signal is aborted
 */
export async function readOn(
  clients: AwsClients,
  progress: TrainingProgress,
  reading: LogReading,
  { signal, patience }: { signal: AbortSignal; patience: number },
): Promise<LogNews> {
  const begun = reading.position.stream !== undefined;
  const limited = deadline(signal, patience);
  try {
    const { lines, position } = await readOnTrainingLog(
      clients,
      progress.trainingJobName,
      reading.position,
      limited.signal,
    );
    signal.throwIfAborted();
    reading.position = position;
    if (lines.length === 0) return begun ? 'nothing' : 'unreadable';
    progress.epochs = readEpochs(progress.epochs, lines);
    progress.logTail = logTail([...progress.logTail, ...lines]);
    if (reading.ended !== true && lines.some((line) => lastWords.test(line))) {
      reading.ended = true;
      return 'end';
    }
    return begun ? 'lines' : 'first lines';
  } catch {
    signal.throwIfAborted();
    return begun && limited.passed() ? 'nothing' : 'unreadable';
  } finally {
    limited.release();
  }
}
