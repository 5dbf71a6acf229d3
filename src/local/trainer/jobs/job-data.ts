import type { Hyperparameters } from './hyperparameters.js';
import type { Log } from './job-log.js';
import { readChannelNames, readDataFile } from './opt-ml.js';
import type { OptMl } from './opt-ml.js';
import { seededRandom } from '../numbers/seeded-random.js';
import { readTrainingData, splitRows } from './training-data.js';
import type { LabelledTexts } from './training-data.js';

/** What a job trains on and is scored by; `validation` may be empty. */
export interface JobData {
  readonly training: LabelledTexts;
  readonly validation: LabelledTexts;
  readonly classes: number;
}

/** Reads the channel `training` and, instead of splitting it, `validation` if there is one. */
export async function loadData(
  place: OptMl,
  { hyperparameters, seed, log }: { hyperparameters: Hyperparameters; seed: number; log: Log },
): Promise<JobData> {
  const channels = await readChannelNames(place);
  if (!channels.includes('training')) throw new Error('the job has no channel "training"');
  const file = 'training/data.csv';
  const rows = readTrainingData(await readDataFile(place, 'training'), file);
  const { classes } = rows;
  const parts = channels.includes('validation')
    ? { training: rows, validation: await loadValidation(place, classes) }
    : splitRows(rows, hyperparameters.validation_split_ratio, seededRandom(seed));
  const [training, validation] = [parts.training.labels.length, parts.validation.labels.length];
  if (training === 0) throw new Error('validation_split_ratio leaves no rows to train on');
  log(`data: ${training} training rows, ${validation} validation rows, ${classes} classes`);
  log(
    `largest class: ${largestShare(parts.training)} of the training rows${validation === 0 ? '' : `, ${largestShare(parts.validation)} of the validation rows`}`,
  );
  return { ...parts, classes };
}

async function loadValidation(place: OptMl, classes: number): Promise<LabelledTexts> {
  const file = 'validation/data.csv';
  return readTrainingData(await readDataFile(place, 'validation'), file, classes);
}

/** What always naming the same class would score: the accuracy that a model has to beat. */
function largestShare({ labels }: LabelledTexts): string {
  const rows = new Map<number, number>();
  for (const label of labels) rows.set(label, (rows.get(label) ?? 0) + 1);
  const largest = [...rows.values()].reduce((most, count) => Math.max(most, count), 0);
  return `${((100 * largest) / labels.length).toFixed(1)} %`;
}
