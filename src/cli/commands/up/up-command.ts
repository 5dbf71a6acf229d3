import type { Command } from 'commander';

export function addUp(program: Command): void {
  program
    .command('up')
    .description(
      'embedded Temporal with its UI, local SageMaker, a worker and the console; stays until Ctrl-C, keeps its state',
    )
    .action(async () => {
      const { up } = await import('../../embedded/up.js');
      await up();
    });
}
