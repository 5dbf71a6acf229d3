/** What the hyperparameters of JumpStart's text classifiers do, by the names of both generations of documents. */
const help: Readonly<Record<string, string>> = {
  epochs: 'How often all training rows are gone through.',
  batch_size: 'Rows that are looked at before the weights are changed once.',
  learning_rate: 'How far the weights move at each change: too little learns nothing, too much forgets.',
  adam_learning_rate: 'How far the weights move at each change: too little learns nothing, too much forgets.',
  train_only_top_layer:
    'True keeps the encoder as it is and trains only the layer on top: fast, and enough for little data.',
  train_only_on_top_layer:
    'True keeps the encoder as it is and trains only the layer on top: fast, and enough for little data.',
  reinitialize_top_layer:
    'Whether the top layer starts afresh; Auto does so unless an earlier model is trained further.',
  optimizer: 'The rule by which the weights are changed.',
  optimizer_type: 'The rule by which the weights are changed.',
  dropout_rate: 'Share of the top layer that is left out at random in each step, against learning by heart.',
  validation_split_ratio: 'Share of the rows that is held out to measure with, where no validation data is given.',
  early_stopping: 'Stop once validation gets no better.',
  early_stopping_patience: 'Epochs to wait for something better before stopping.',
  early_stopping_min_delta: 'The least change that counts as better.',
  warmup_steps_fraction: 'Share of all steps during which the learning rate rises from zero.',
  regularizers_l2: 'Penalty on large weights of the top layer, against learning by heart.',
  label_smoothing: 'How much of each label is spread over all classes, against too much certainty.',
  beta_1: 'Decay of the mean of the gradients (Adam).',
  beta_2: 'Decay of the mean of the squared gradients (Adam).',
  momentum: 'How much of the last change goes on in the next (SGD).',
  epsilon: 'A small number that keeps divisions from failing (Adam).',
  rho: 'Decay of the mean of the squared gradients (Adadelta, RMSprop).',
  initial_accumulator_value: 'Where the sums of squared gradients begin (Adagrad).',
  binary_mode: 'Whether two classes are told apart by one output.',
  eval_metric: 'The metric by which the best epoch is chosen.',
  seed: 'Where random numbers begin: with the same seed the same data trains the same model.',
};

/** The few that people change; forms show them first. */
const commonNames = new Set([
  'epochs',
  'batch_size',
  'learning_rate',
  'adam_learning_rate',
  'train_only_top_layer',
  'train_only_on_top_layer',
  'optimizer',
]);

/** Older documents write hyphens. */
const underscored = (name: string): string => name.replaceAll('-', '_');

export const helpFor = (name: string): string | null => help[underscored(name)] ?? null;
export const isCommon = (name: string): boolean => commonNames.has(underscored(name));
