import type { Command } from 'commander';

export function addWorker(program: Command): void {
  program
    .command('worker')
    .description('a worker; connects to Temporal by TEMPORAL_* and to AWS by its own chain')
    .action(async () => {
      const { work } = await import('./run-worker.js');
      await work();
    });
}
