import type { Command } from 'commander';
import { region } from '../../request-options/parsers.js';
import type { SweepOptions } from './sweep.js';

export function addSweep(program: Command): void {
  program
    .command('sweep')
    .description('find what terminated or forgotten runs left in AWS')
    .option('--delete', 'delete it, after a look and a question')
    .option('--yes', 'delete without asking')
    .option('--region <region>', 'AWS region; default: that of the environment', region)
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: SweepOptions) => {
      process.exitCode = await (await import('./sweep.js')).sweepRegion(options);
    });
}
