import type { ModelSpec } from '../catalog/index.js';
import type { Problem } from '../contract/problems.js';
import type { Hyperparameters } from '../contract/requests.js';

/** Names of the hyperparameters in the documents of both generations. */
const topLayerNames = ['train_only_top_layer', 'train_only_on_top_layer', 'train-only-top-layer'];
const learningRateNames = ['learning_rate', 'adam-learning-rate'];
/** Below this a head on frozen sentence vectors hardly moves in the usual number of epochs. */
const smallestUsefulLearningRate = 1e-4;

/** What a local stand-in can't do as asked, and what it does otherwise than AWS. Nothing for real documents. */
export function standInFindings(
  spec: ModelSpec,
  hyperparameters: Hyperparameters,
): { warnings: string[]; problems: Problem[] } {
  const standIn = spec.standIn;
  if (standIn === undefined) return { warnings: [], problems: [] };
  const warnings = [standIn.note];
  const problems: Problem[] = [];
  const topLayer = topLayerNames.find((name) => Object.hasOwn(hyperparameters, name));
  const trainsAll = topLayer !== undefined && !/^true$/i.test(String(hyperparameters[topLayer]));
  if (trainsAll && !standIn.trains.includes('all')) {
    problems.push({
      field: `hyperparameters.${topLayer}`,
      message: `"${hyperparameters[topLayer]}" trains the whole encoder, which the local stand-in can't; use "True" here (--set ${topLayer}=True), or train on AWS`,
    });
  }
  const rate = learningRateNames.find((name) => Object.hasOwn(hyperparameters, name));
  if (rate !== undefined && Number(hyperparameters[rate]) < smallestUsefulLearningRate) {
    warnings.push(
      `${rate} ${hyperparameters[rate]} suits a large encoder; the local stand-in's top layer learns next to nothing with it (try 0.003)`,
    );
  }
  return { warnings, problems };
}
