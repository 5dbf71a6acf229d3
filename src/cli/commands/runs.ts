import type { Command } from 'commander';

export interface DecisionOptions {
  gate?: string;
  by?: string;
  reason?: string;
  json?: true;
}

export function addRunCommands(program: Command): void {
  const runs = program.command('runs').description('fine-tune runs');
  runs
    .command('list')
    .description('runs, newest first')
    .option('--limit <count>', 'at most so many', '20')
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: { limit: string; json?: true }) => (await import('../runs.js')).listRuns(options));
  runs
    .command('show <run>')
    .description('what a run is doing')
    .option('--json', 'print one JSON document on stdout')
    .action(async (run: string, options: { json?: true }) => (await import('../runs.js')).showRun(run, options));
  runs
    .command('watch <run>')
    .description('follow a run to its end')
    .option('--json', 'print one JSON document on stdout at the end')
    .action(async (run: string, options: { json?: true }) => {
      process.exitCode = await (await import('../runs.js')).watchRun(run, options);
    });
  for (const decision of ['approve', 'reject'] as const) {
    runs
      .command(`${decision} <run>`)
      .description(`${decision} the open gate of a run`)
      .option('--gate <gate>', 'which gate, where several are open')
      .option('--by <name>', 'who decides; default: the user of this machine')
      .option('--reason <text>', 'why')
      .option('--json', 'print one JSON document on stdout')
      .action(async (run: string, options: DecisionOptions) =>
        (await import('../runs.js')).decide(run, decision, options),
      );
  }
  runs
    .command('cancel <run>')
    .description('stop a run and undo what it made')
    .option('--json', 'print one JSON document on stdout')
    .action(async (run: string, options: { json?: true }) => (await import('../runs.js')).cancelRun(run, options));
}
