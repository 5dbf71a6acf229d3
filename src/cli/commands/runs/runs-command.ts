import type { Command } from 'commander';
import { Option } from 'commander';
import { phaseNames } from '../../../contract/run/status.js';
import type { DecisionOptions } from './decide.js';
import type { ListOptions } from './list-runs.js';
import { integer, region } from '../../request-options/parsers.js';

/** Stations of runs that go on, how runs end, and whether they go on at all. */
const listedPhases = [
  ...new Set([...phaseNames, 'running', 'ended', 'done', 'skipped', 'failed', 'rejected', 'cancelled']),
];

export function addRunCommands(program: Command): void {
  const runs = program.command('runs').description('fine-tunes and deployments');
  runs
    .command('list')
    .description('runs, newest first: phase, model, accuracy, cost, age')
    .option('--limit <count>', 'at most so many', integer, 20)
    .addOption(new Option('--phase <phase>', 'only those in that phase, or that ended so').choices([...listedPhases]))
    .option('--model <id>', 'only those of that model')
    .option('--endpoint <name>', 'only those that deploy to that endpoint')
    .option('--search <text>', 'only those whose id begins so')
    .option('--waits-for-me', 'only those that wait for a decision which you may give and have not given')
    .option('--by <name>', 'who you are; default: the user of this machine')
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: ListOptions) => (await import('./list-runs.js')).listRuns(options));
  runs
    .command('show <run>')
    .description('what a run is doing, what it has cost, and the report of its open gate')
    .option('--json', 'print one JSON document on stdout')
    .action(async (run: string, options: { json?: true }) => (await import('./runs.js')).showRun(run, options));
  runs
    .command('watch <run>')
    .description('follow a run to its end')
    .option('--json', 'print one JSON document on stdout at the end')
    .action(async (run: string, options: { json?: true }) => {
      process.exitCode = await (await import('./runs.js')).watchRun(run, options);
    });
  runs
    .command('logs <run>')
    .description('the log of its training job, or of its endpoint')
    .option('--endpoint', 'the log of the endpoint instead, also of one that failed and is deleted')
    .option('--region <region>', 'AWS region of the run; default: that of the environment', region)
    .option('--json', 'print one JSON document on stdout')
    .action(async (run: string, options: { endpoint?: true; region?: string; json?: true }) =>
      (await import('./runs.js')).showLog(run, options),
    );
  for (const decision of ['approve', 'reject'] as const) {
    runs
      .command(`${decision} <run>`)
      .description(`${decision} at the open gate of a run`)
      .option('--gate <gate>', 'which gate, where several are open')
      .option('--by <name>', 'who decides; default: the user of this machine')
      .option('--reason <text>', 'why')
      .option(
        '--digest <digest>',
        'decide only if this is still the digest of the report; default on a terminal: what is shown there',
      )
      .option('--json', 'print one JSON document on stdout')
      .action(async (run: string, options: DecisionOptions) =>
        (await import('./decide.js')).decide(run, decision, options),
      );
  }
  runs
    .command('cancel <run>')
    .description('stop a run and undo what it made')
    .option('--json', 'print one JSON document on stdout')
    .action(async (run: string, options: { json?: true }) => (await import('./runs.js')).cancelRun(run, options));
}
