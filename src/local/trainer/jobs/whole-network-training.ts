import { readEncoderWeights, writeEncoderWeights } from '../fine-tuning/encoder-weights.js';
import { loadTokenizer } from '../fine-tuning/tokenizer.js';
import { WholeNetwork } from '../fine-tuning/whole-network.js';
import type { TokenSamples } from '../fine-tuning/whole-network.js';
import type { Training, TrainingPlan } from './job-epochs.js';
import { progressReport } from './job-log.js';
import { seededRandom } from '../numbers/seeded-random.js';
import type { LabelledTexts } from './training-data.js';

/** Trains encoder and top layer together; the trained encoder replaces the one in the model directory. */
export async function wholeNetworkTraining(plan: TrainingPlan): Promise<Training> {
  const { data, head, hyperparameters: settings, manifest, modelDirectory, log, signal } = plan;
  const tokenize = await loadTokenizer(modelDirectory);
  const samples = ({ texts, labels }: LabelledTexts): TokenSamples => ({ tokens: texts.map(tokenize), labels });
  const [training, validation] = [samples(data.training), samples(data.validation)];
  const rows = training.labels.length;
  const onProgress = progressReport(rows, 5000, (done) => log(`training: ${done}/${rows} rows of the epoch`));
  signal.throwIfAborted();
  const network = new WholeNetwork(await readEncoderWeights(modelDirectory), head, manifest.featureScale);
  return {
    epochs: network.epochs(training, settings, seededRandom(plan.seed + 1), { signal, onProgress }),
    validate: () => network.evaluate(validation, settings.regularizers_l2),
    finish: async () => {
      await writeEncoderWeights(modelDirectory, network.encoder);
      return network.head;
    },
    close: () => network.close(),
  };
}
