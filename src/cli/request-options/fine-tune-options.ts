import type { Command } from 'commander';
import type { RequestsFrom } from '../../client/start/from-run.js';
import type { Hyperparameters } from '../../contract/run/requests.js';
import { defined } from '../../contract/defined.js';
import type { HostingCommandOptions } from './hosting-options.js';
import { addHostingOptions, hostingOf } from './hosting-options.js';
import { modelOf } from './model-options.js';
import { labelsIn } from './labels-in.js';
import { pairs } from './parsers.js';
import type { TrainingCommandOptions } from './training-options.js';
import { addTrainingOptions, trainingOf } from './training-options.js';

export interface FineTuneCommandOptions extends HostingCommandOptions, TrainingCommandOptions {
  model: string;
  data?: string;
  validationData?: string;
  modelUri?: string;
  labels?: string[];
  set?: Hyperparameters;
  /** False with `--no-deploy`. */
  deploy?: boolean;
}

export function addFineTuneOptions(command: Command): Command {
  command
    .requiredOption('--model <id>', 'model of the catalogue (tunewright models list)')
    .option(
      '--data <path|s3://>',
      'data.csv, a directory or an s3:// prefix that holds one; default: that of the model',
    )
    .option('--validation-data <path|s3://>', 'a validation set, as --data; default: a random part of the data')
    .option('--from <run>', 'go on with the model that an earlier run trained: incremental training')
    .option('--model-uri <s3://>', 'the same with the model.tar.gz of any training job')
    .option('--labels <file>', 'names of the classes, a JSON array; default: the labels.json beside the data', labelsIn)
    .option('--set <name=value>', 'a hyperparameter; repeatable', pairs('epochs=5'))
    .option('--no-deploy', 'only train');
  return addHostingOptions(addTrainingOptions(command));
}

/** The request that the options mean; members that were not given are absent. */
export function fineTuneRequestOf(options: FineTuneCommandOptions): RequestsFrom['fineTune'] {
  return {
    ...defined({
      data: options.data,
      validationData: options.validationData,
      modelUri: options.modelUri,
      from: options.from,
      labels: options.labels,
      hyperparameters: options.set,
      training: trainingOf(options),
      deploy: options.deploy === false ? false : undefined,
      output: options.output,
    }),
    ...hostingOf(options),
    model: modelOf(options.model, options.version),
  };
}
