import type { ModelSpec } from '../../catalog/index.js';
import type { Problem } from '../../contract/problems.js';
import type { Hyperparameters } from '../../contract/run/requests.js';

/** Names of the hyperparameters in the documents of both generations. */
const topLayerNames = ['train_only_top_layer', 'train_only_on_top_layer', 'train-only-top-layer'];
const learningRateNames = ['learning_rate', 'adam-learning-rate'];

/** What the local encoder learns with, by what is trained: below a head on frozen sentence vectors hardly moves, above the encoder diverges. */
const learningRates = {
  topLayer: {
    suits: (rate: number) => rate >= 1e-4,
    advice: 'hardly moves the top layer of the small local encoder; try 0.003',
  },
  all: {
    suits: (rate: number) => rate >= 1e-5 && rate <= 5e-4,
    advice: 'does not suit the training of all of the small local encoder; try 0.0002',
  },
};

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
  const { suits, advice } = learningRates[trainsAll ? 'all' : 'topLayer'];
  if (rate !== undefined && !suits(Number(hyperparameters[rate]))) {
    warnings.push(`${rate} ${hyperparameters[rate]} ${advice}`);
  }
  return { warnings, problems };
}
