import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { STAND_IN_NOTE, manifestOf, names, readClassifierFiles, writeClassifierFiles } from './classifier-files.js';
import type { Manifest } from './classifier-files.js';
import { earlyStopping } from './early-stopping.js';
import { encodeWithCache } from './cached-encoding.js';
import { evaluate, trainingEpochs } from './head-training.js';
import type { Samples } from './head-training.js';
import { untrainedHead } from './head.js';
import type { Head } from './head.js';
import { readHyperparameters } from './hyperparameters.js';
import type { Hyperparameters } from './hyperparameters.js';
import { epochLine, progressReport } from './job-log.js';
import type { Log } from './job-log.js';
import { unpackArchive } from './model-archive.js';
import { findModelArchive, readChannelNames, readCurrentHost, readDataFile, readHyperparameterFile } from './opt-ml.js';
import type { OptMl } from './opt-ml.js';
import { DEFAULT_SEED, seededRandom } from './random.js';
import { countClasses, readTrainingData, splitRows } from './training-data.js';
import type { LabelledTexts } from './training-data.js';

/** Below this the frozen top layer hardly moves; such rates are meant for fine-tuning a whole network. */
const LOW_LEARNING_RATE = 1e-4;

/**
 * The whole training job, from the input channels to the model directory. Aborted between epochs it saves what it has;
 * aborted before, it throws the signal's reason. Else throws what is wrong with the input, in words for the job's owner.
 */
export async function runTrainingJob(place: OptMl, log: Log, signal: AbortSignal): Promise<void> {
  log(`${STAND_IN_NOTE} (host ${await readCurrentHost(place)})`);
  const hyperparameters = await loadHyperparameters(place, log);
  const data = await loadData(place, hyperparameters, log);
  const unpacked = await mkdtemp(join(place.root, 'pretrained-'));
  try {
    const archive = await findModelArchive(place);
    await unpackArchive(archive, unpacked).catch((cause: unknown) => {
      throw new Error(`${basename(archive)} in the channel "model" is not a readable .tar.gz`, { cause });
    });
    const pretrained = await readClassifierFiles(unpacked);
    const head = startingHead(pretrained, data.classes, hyperparameters, log);
    const samples = await encodeData(data, place, { directory: unpacked, ...pretrained }, log, signal);
    const epochs = await trainHead(head, samples, hyperparameters, log, signal);

    await mkdir(place.modelDirectory, { recursive: true });
    await rename(join(unpacked, names.encoderDirectory), join(place.modelDirectory, names.encoderDirectory));
    const training = { trained: true, hyperparameters };
    await writeClassifierFiles(
      place.modelDirectory,
      manifestOf(head, pretrained.manifest.encoderFiles, training),
      head,
    );
    log(`model saved after ${epochs} of ${hyperparameters.epochs} epochs`);
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

async function loadHyperparameters(place: OptMl, log: Log): Promise<Hyperparameters> {
  const { hyperparameters, ignored } = readHyperparameters(await readHyperparameterFile(place));
  if (ignored.length > 0) log(`ignored hyperparameters, unknown to this algorithm: ${ignored.join(', ')}`);
  log(`hyperparameters: ${JSON.stringify(hyperparameters)}`);
  if (hyperparameters.learning_rate < LOW_LEARNING_RATE) {
    log(`warning: learning_rate ${hyperparameters.learning_rate} is too low for a frozen encoder; try 0.001 or more`);
  }
  return hyperparameters;
}

interface JobData {
  readonly training: LabelledTexts;
  readonly validation: LabelledTexts;
  readonly classes: number;
}

async function loadData(place: OptMl, hyperparameters: Hyperparameters, log: Log): Promise<JobData> {
  const channels = await readChannelNames(place);
  if (!channels.includes('training')) throw new Error('the job has no channel "training"');
  const file = 'training/data.csv';
  const rows = readTrainingData(await readDataFile(place, 'training'), file);
  const classes = countClasses(rows.labels, file);
  const parts = channels.includes('validation')
    ? { training: rows, validation: await loadValidation(place, classes) }
    : splitRows(rows, hyperparameters.validation_split_ratio, seededRandom(DEFAULT_SEED));
  const [training, validation] = [parts.training.labels.length, parts.validation.labels.length];
  if (training === 0) throw new Error('validation_split_ratio leaves no rows to train on');
  log(`data: ${training} training rows, ${validation} validation rows, ${classes} classes`);
  return { ...parts, classes };
}

async function loadValidation(place: OptMl, classes: number): Promise<LabelledTexts> {
  const file = 'validation/data.csv';
  const rows = readTrainingData(await readDataFile(place, 'validation'), file);
  const unknown = rows.labels.find((label) => label >= classes);
  if (unknown !== undefined) throw new Error(`${file} has label ${unknown}, which the training data does not have`);
  return rows;
}

/** An earlier job's top layer is continued unless told otherwise; the pretrained archive has none worth keeping. */
function startingHead(
  pretrained: Awaited<ReturnType<typeof readClassifierFiles>>,
  classes: number,
  { reinitialize_top_layer: reinitialize }: Hyperparameters,
  log: Log,
): Head {
  const { manifest, head } = pretrained;
  const keep = reinitialize === 'False' || (reinitialize === 'Auto' && manifest.trained);
  if (!keep) return untrainedHead(manifest.embeddingDimension, classes, DEFAULT_SEED);
  if (head.classes !== classes) {
    throw new Error(
      `the model to continue has ${head.classes} classes, the data has ${classes}; set reinitialize_top_layer=True`,
    );
  }
  log('top layer: continued from the model channel');
  return head;
}

async function encodeData(
  { training, validation }: JobData,
  { encodingCache }: OptMl,
  { directory, manifest }: { directory: string; manifest: Manifest },
  log: Log,
  signal: AbortSignal,
): Promise<{ training: Samples; validation: Samples }> {
  const texts = [...training.texts, ...validation.texts];
  const onProgress = progressReport(texts.length, 1000, (done) => log(`encoding: ${done}/${texts.length} texts`));
  const vectors = await encodeWithCache(texts, {
    modelDirectory: directory,
    dimension: manifest.embeddingDimension,
    scale: manifest.featureScale,
    encoderFiles: manifest.encoderFiles,
    cacheDirectory: encodingCache,
    onCached: (known, different) =>
      log(`encoding: ${known} of ${different} different texts are known from earlier jobs`),
    onCacheFault: (reason) => log(`warning: the cache of encodings can not be used: ${reason}`),
    onProgress,
    signal,
  });
  return {
    training: { features: vectors.slice(0, training.texts.length), labels: training.labels },
    validation: { features: vectors.slice(training.texts.length), labels: validation.labels },
  };
}

/** Returns the number of epochs trained. */
async function trainHead(
  head: Head,
  samples: { training: Samples; validation: Samples },
  settings: Hyperparameters,
  log: Log,
  signal: AbortSignal,
): Promise<number> {
  const validated = samples.validation.labels.length > 0;
  if (settings.early_stopping && !validated) log('warning: early_stopping needs validation data; it is off');
  const shouldStop = earlyStopping(settings);
  let epoch = 0;
  for (const training of trainingEpochs(head, samples.training, settings, seededRandom(DEFAULT_SEED + 1))) {
    epoch++;
    const validation = validated ? evaluate(head, samples.validation, settings.regularizers_l2) : undefined;
    log(epochLine(epoch, settings.epochs, training, validation));
    if (!Number.isFinite(training.loss)) throw new Error('the loss is no longer a number; lower learning_rate');
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
