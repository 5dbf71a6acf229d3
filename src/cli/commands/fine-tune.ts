import type { Command } from 'commander';
import type { FineTuneOptions } from '../request-options.js';
import { addFineTuneOptions } from '../request-options.js';

export function addFineTune(program: Command): void {
  addFineTuneOptions(program.command('fine-tune').description('fine-tune a model and deploy it'))
    .option('--run <id>', 'id of the run; default: made up')
    .option('--wait', 'follow the run to its end')
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: FineTuneOptions & { run?: string; wait?: true; json?: true }) => {
      const { fineTune } = await import('../fine-tune.js');
      process.exitCode = await fineTune(options);
    });
}
