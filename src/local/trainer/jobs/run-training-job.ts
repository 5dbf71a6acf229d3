import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  standInNote,
  manifestOf,
  modelFiles,
  readClassifierFiles,
  writeClassifierFiles,
} from '../artifact/classifier-files.js';
import { untrainedHead } from '../head/head.js';
import type { Head } from '../head/head.js';
import { readHyperparameters } from './hyperparameters.js';
import type { Hyperparameters } from './hyperparameters.js';
import { readPieces, vocabularyFit, vocabularyLine, vocabularyWarning } from '../encoder/vocabulary-fit.js';
import { loadTokenizer } from '../fine-tuning/tokenizer.js';
import { loadData } from './job-data.js';
import type { JobData } from './job-data.js';
import { runEpochs } from './job-epochs.js';
import type { TrainingPlan } from './job-epochs.js';
import type { Log } from './job-log.js';
import { learningRateWarning } from './learning-rate.js';
import { unpackArchive } from '../artifact/model-archive.js';
import { findModelArchive, readCurrentHost, readHyperparameterFile } from './opt-ml.js';
import type { OptMl } from './opt-ml.js';
import { readSeed } from '../numbers/seeded-random.js';
import { topLayerTraining } from './top-layer-training.js';
import { wholeNetworkTraining } from './whole-network-training.js';

/**
 * The whole training job, from the input channels to the model directory. Aborted between epochs it saves what it has;
 * aborted before, it throws the signal's reason. Else throws what is wrong with the input, in words for the job's owner.
 */
export async function runTrainingJob(place: OptMl, log: Log, signal: AbortSignal): Promise<void> {
  log(`${standInNote} (host ${await readCurrentHost(place)})`);
  const hyperparameters = await loadHyperparameters(place, log);
  const seed = place.seed === undefined ? hyperparameters.seed : readSeed(place.seed);
  const data = await loadData(place, { hyperparameters, seed, log });
  const job = { data, hyperparameters, encodingCache: place.encodingCache, seed, log, signal };
  const unpacked = await mkdtemp(join(place.root, 'pretrained-'));
  try {
    const archive = await findModelArchive(place);
    await unpackArchive(archive, unpacked).catch((cause: unknown) => {
      throw new Error(`${basename(archive)} in the channel "model" is not a readable .tar.gz`, { cause });
    });
    const pretrained = await readClassifierFiles(unpacked);
    const head = startingHead(pretrained, data.classes, job);
    const warning = await tellVocabularyFit(unpacked, data, log);
    const plan = { ...job, head, manifest: pretrained.manifest, modelDirectory: unpacked };
    const { trained, epochs } = await train(plan);

    await mkdir(place.modelDirectory, { recursive: true });
    await rename(join(unpacked, modelFiles.encoderDirectory), join(place.modelDirectory, modelFiles.encoderDirectory));
    const training = { trained: true, hyperparameters };
    await writeClassifierFiles(
      place.modelDirectory,
      manifestOf(trained, pretrained.manifest.encoderFiles, training),
      trained,
    );
    log(`model saved after ${epochs} of ${hyperparameters.epochs} epochs`);
    // Again, beside the accuracy: the beginning of a long log is out of sight.
    if (warning !== null) log(`warning: ${warning}`);
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
}

async function loadHyperparameters(place: OptMl, log: Log): Promise<Hyperparameters> {
  const { hyperparameters, ignored } = readHyperparameters(await readHyperparameterFile(place));
  if (ignored.length > 0) log(`ignored hyperparameters, unknown to this algorithm: ${ignored.join(', ')}`);
  log(`hyperparameters: ${JSON.stringify(hyperparameters)}`);
  const { learning_rate: rate, train_only_top_layer: topLayer } = hyperparameters;
  const warning = learningRateWarning(rate, { topLayerOnly: topLayer });
  if (warning !== undefined) log(`warning: ${warning}`);
  return hyperparameters;
}

async function tellVocabularyFit(modelDirectory: string, data: JobData, log: Log): Promise<string | null> {
  const fit = vocabularyFit(data.training.texts, await loadTokenizer(modelDirectory), await readPieces(modelDirectory));
  log(vocabularyLine(fit));
  const warning = vocabularyWarning(fit);
  if (warning !== null) log(`warning: ${warning}`);
  return warning;
}

/** An earlier job's top layer is continued unless told otherwise; the pretrained archive has none worth keeping. */
function startingHead(
  pretrained: Awaited<ReturnType<typeof readClassifierFiles>>,
  classes: number,
  { hyperparameters, seed, log }: { hyperparameters: Hyperparameters; seed: number; log: Log },
): Head {
  const { manifest, head } = pretrained;
  const reinitialize = hyperparameters.reinitialize_top_layer;
  const keep = reinitialize === 'False' || (reinitialize === 'Auto' && manifest.trained);
  if (!keep) return untrainedHead(manifest.embeddingDimension, classes, seed);
  if (head.classes !== classes) {
    throw new Error(
      `the model to continue has ${head.classes} classes, the data has ${classes}; set reinitialize_top_layer=True`,
    );
  }
  log('top layer: continued from the model channel');
  return head;
}

async function train(plan: TrainingPlan): Promise<{ trained: Head; epochs: number }> {
  const start = plan.hyperparameters.train_only_top_layer ? topLayerTraining : wholeNetworkTraining;
  const training = await start(plan);
  try {
    const epochs = await runEpochs(training, plan);
    return { trained: await training.finish(), epochs };
  } finally {
    await training.close();
  }
}
