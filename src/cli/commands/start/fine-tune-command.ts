import type { Command } from 'commander';
import type { FineTuneCommandOptions } from '../../request-options/fine-tune-options.js';
import { addFineTuneOptions } from '../../request-options/fine-tune-options.js';
import type { StartOptions } from './start-run.js';
import { addStartOptions } from './start-options.js';

export function addFineTune(program: Command): void {
  addStartOptions(
    addFineTuneOptions(program.command('fine-tune').description('fine-tune a model and deploy it')),
  ).action(async (options: FineTuneCommandOptions & StartOptions) => {
    process.exitCode = await (await import('./start-run.js')).fineTune(options);
  });
}
