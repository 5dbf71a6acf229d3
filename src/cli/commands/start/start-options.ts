import type { Command } from 'commander';

/** What every command takes that starts a run. */
export const addStartOptions = (command: Command): Command =>
  command
    .option('--run <id>', 'id of the run; default: made up')
    .option('--wait', 'follow the run to its end')
    .option('--json', 'print one JSON document on stdout');
