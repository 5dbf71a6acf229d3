import { defaultSeed } from '../numbers/seeded-random.js';
import { optimizers } from '../head/optimizers.js';
import type { OptimizerName } from '../head/optimizers.js';

/** How one hyperparameter is read from its text: undefined when the text is not `expected`. */
interface Reading<T> {
  readonly default: T;
  readonly expected: string;
  readonly read: (text: string) => T | undefined;
}

const positiveInteger = (value: number): Reading<number> => ({
  default: value,
  expected: 'a positive integer',
  read: (text) => (/^\+?0*[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined),
});

const seedFrom = (value: number): Reading<number> => ({
  default: value,
  expected: 'an integer from 0 to 2147483647',
  read: (text) => (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 31 ? Number(text) : undefined),
});

const fraction = (value: number): Reading<number> => ({
  default: value,
  expected: 'a number from 0.0 to 1.0',
  read: (text) => {
    const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : NaN;
    return number >= 0 && number <= 1 ? number : undefined;
  },
});

const choice = <T extends string>(value: T, options: readonly T[]): Reading<T> => ({
  default: value,
  expected: `one of ${options.join(', ')}`,
  read: (text) => options.find((option) => option.toLowerCase() === text.toLowerCase()),
});

const flag = (value: boolean): Reading<boolean> => ({
  default: value,
  expected: 'True or False',
  read: (text) => ({ true: true, false: false })[text.toLowerCase()],
});

/** The 2.x hyperparameters of JumpStart's TensorFlow text classification, with its documented defaults; and `seed`, which only this stand-in has. */
const known = {
  batch_size: positiveInteger(32),
  epochs: positiveInteger(10),
  optimizer: choice('adam', Object.keys(optimizers) as OptimizerName[]),
  learning_rate: fraction(0.001),
  warmup_steps_fraction: fraction(0.1),
  beta_1: fraction(0.9),
  beta_2: fraction(0.999),
  momentum: fraction(0.9),
  epsilon: fraction(1e-7),
  rho: fraction(0.95),
  initial_accumulator_value: fraction(0.0001),
  dropout_rate: fraction(0.2),
  regularizers_l2: fraction(0.0001),
  early_stopping: flag(false),
  early_stopping_patience: positiveInteger(5),
  early_stopping_min_delta: fraction(0),
  validation_split_ratio: fraction(0.2),
  seed: seedFrom(defaultSeed),
  reinitialize_top_layer: choice('Auto', ['Auto', 'True', 'False']),
  train_only_top_layer: flag(false),
};

/** At the algorithm's default of 0.001 this stand-in's encoder diverges when all of it is trained. */
const encoderLearningRate = 2e-4;

type Name = keyof typeof known;

/** The hyperparameters of a job, complete. */
export type Hyperparameters = { readonly [K in Name]: (typeof known)[K]['default'] };

/** Other spellings: the 1.x models, and pages of the documentation that disagree with the scripts. */
const aliases: Readonly<Record<string, Name>> = {
  'adam-learning-rate': 'learning_rate',
  'batch-size': 'batch_size',
  'reinitialize-top-layer': 'reinitialize_top_layer',
  'train-only-top-layer': 'train_only_top_layer',
  train_only_on_top_layer: 'train_only_top_layer',
  eps: 'epsilon',
};

/**
 * Reads the contents of hyperparameters.json: plain texts, or texts that the Python SDK JSON-encoded once.
 * `ignored` are names the algorithm does not know; SageMaker's own (`sagemaker_…`) are not mentioned.
 * @throws Error that names every hyperparameter with a value that cannot be.
 */
export function readHyperparameters(raw: Readonly<Record<string, unknown>>): {
  hyperparameters: Hyperparameters;
  ignored: string[];
} {
  const values: Record<string, unknown> = Object.fromEntries(Object.entries(known).map(([k, v]) => [k, v.default]));
  const ignored: string[] = [];
  const problems: string[] = [];
  for (const [given, value] of Object.entries(raw)) {
    const name = aliases[given] ?? given;
    if (!Object.hasOwn(known, name)) {
      if (!given.startsWith('sagemaker_')) ignored.push(given);
      continue;
    }
    const { read, expected } = known[name as Name];
    const text = withoutJsonLayer(String(value)).trim();
    values[name] = read(text);
    if (values[name] === undefined) problems.push(`hyperparameter ${given} must be ${expected}, not "${text}"`);
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const rateGiven = Object.keys(raw).some((given) => (aliases[given] ?? given) === 'learning_rate');
  if (values.train_only_top_layer === false && !rateGiven) values.learning_rate = encoderLearningRate;
  return { hyperparameters: values as Hyperparameters, ignored };
}

function withoutJsonLayer(text: string): string {
  if (!/^\s*".*"\s*$/s.test(text)) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}
