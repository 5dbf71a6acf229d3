import type { Command } from 'commander';

/** What every command takes that uploads data. */
export const addDataKey = (command: Command): Command =>
  command.option(
    '--data-key <key>',
    'id or ARN of the KMS key that S3 encrypts local data with; default: as the bucket says',
  );

/** What every command takes that starts a run. */
export const addStartOptions = (command: Command): Command =>
  addDataKey(command)
    .option('--run <id>', 'id of the run; default: made up')
    .option('--wait', 'follow the run to its end')
    .option('--json', 'print one JSON document on stdout');
