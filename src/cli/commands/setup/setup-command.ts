import type { Command } from 'commander';

export function addSetup(program: Command): void {
  program
    .command('setup')
    .description('register the search attributes of runs on the Temporal server; may be repeated')
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: { json?: true }) => (await import('./setup.js')).setUp(options));
}
