import { encodeWithCache } from '../encoder/encode-with-cache.js';
import { evaluate, trainingEpochs } from '../head/head-training.js';
import type { Training, TrainingPlan } from './job-epochs.js';
import { progressReport } from './job-log.js';
import { seededRandom } from '../numbers/seeded-random.js';

/** Encodes all texts once and trains the top layer on the vectors; the encoder stays as it is. */
export async function topLayerTraining(plan: TrainingPlan): Promise<Training> {
  const { head, hyperparameters: settings, data } = plan;
  const vectors = await encode([...data.training.texts, ...data.validation.texts], plan);
  const rows = data.training.texts.length;
  const training = { features: vectors.slice(0, rows), labels: data.training.labels };
  const validation = { features: vectors.slice(rows), labels: data.validation.labels };
  return {
    epochs: trainingEpochs(head, training, settings, seededRandom(plan.seed + 1)),
    validate: () => Promise.resolve(evaluate(head, validation, settings.regularizers_l2)),
    finish: () => Promise.resolve(head),
    close: () => Promise.resolve(),
  };
}

function encode(texts: readonly string[], plan: TrainingPlan): Promise<Float32Array[]> {
  const { manifest, modelDirectory, encodingCache, log, signal } = plan;
  return encodeWithCache(texts, {
    modelDirectory,
    dimension: manifest.embeddingDimension,
    scale: manifest.featureScale,
    encoderFiles: manifest.encoderFiles,
    cacheDirectory: encodingCache,
    onCached: (known, all) => log(`encoding: ${known} of ${all} different texts are known from earlier jobs`),
    onCacheFault: (reason) => log(`warning: the cache of encodings can not be used: ${reason}`),
    onProgress: progressReport(texts.length, 1000, (done) => log(`encoding: ${done}/${texts.length} texts`)),
    signal,
  });
}
