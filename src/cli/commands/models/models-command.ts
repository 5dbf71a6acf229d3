import type { Command } from 'commander';
import { region } from '../../request-options/parsers.js';
import type { ShowOptions } from './models.js';

export function addModelCommands(program: Command): void {
  const models = program.command('models').description('the JumpStart catalogue');
  models
    .command('list')
    .description('text classification models and their versions')
    .option('--region <region>', 'AWS region; default: that of the environment', region)
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: { region?: string; json?: true }) => (await import('./models.js')).listModels(options));
  models
    .command('show <id>')
    .description('artifacts, hyperparameters and instance types of a model')
    .option('--version <version>', 'a version, a prefix such as 2.*, or * for the newest', '*')
    .option('--region <region>', 'AWS region; default: that of the environment', region)
    .option('--instance-type <type>', 'instance type of the training job')
    .option('--inference-instance-type <type>', 'instance type of the endpoint')
    .option('--tolerate-deprecated', 'show a deprecated model')
    .option('--tolerate-vulnerable', 'show a model whose scripts have known vulnerabilities')
    .option('--json', 'print one JSON document on stdout')
    .action(async (id: string, options: ShowOptions) => (await import('./models.js')).showModel(id, options));
}
