import type { Command } from 'commander';
import type { RequestsFrom } from '../../client/start/from-run.js';
import { InvalidInputError } from '../../client/errors.js';
import { defined } from '../../contract/defined.js';
import type { HostingCommandOptions } from './hosting-options.js';
import { addHostingOptions, hostingOf } from './hosting-options.js';
import { modelOf } from './model-options.js';

export interface DeployCommandOptions extends HostingCommandOptions {
  model?: string;
  artifact?: string;
}

export function addDeployOptions(command: Command): Command {
  command
    .option('--model <id>', 'model of the catalogue (tunewright models list); default: that of --from')
    .option('--from <run>', 'deploy the model that an earlier run trained')
    .option(
      '--artifact <s3://>',
      'model.tar.gz of an earlier training job of --model; without it and --from: the pretrained model as it is',
    );
  return addHostingOptions(command);
}

/**
 * The request that the options mean; members that were not given are absent.
 * @throws InvalidInputError for a version of no model: what --from trained has one
 */
export function deployRequestOf(options: DeployCommandOptions): RequestsFrom['deploy'] {
  if (options.version !== undefined && options.model === undefined) {
    throw new InvalidInputError([{ field: 'model.version', message: 'is given without a model; give --model too' }]);
  }
  return defined({
    ...hostingOf(options),
    model: options.model === undefined ? undefined : modelOf(options.model, options.version),
    artifact: options.artifact,
    from: options.from,
    output: options.output,
  });
}
