import type { Command } from 'commander';
import { region } from '../../request-options/parsers.js';
import type { UploadOptions } from '../start/upload-dataset.js';
import { addDataKey } from '../start/start-options.js';
import { addPrepare } from './prepare-command.js';
import type { PrepareOptions } from './prepare-dataset.js';

export function addDataCommands(program: Command): void {
  const data = program.command('data').description('data sets');
  addPrepare(data, async (inputs: string[], options: PrepareOptions) => {
    const { prepare } = await import('./prepare-dataset.js');
    process.exitCode = await prepare(inputs, options);
  });
  data
    .command('check <path|s3://>')
    .description('check a data.csv: label,text rows without a header')
    .option('--region <region>', 'AWS region of the bucket; default: that of the environment', region)
    .option('--json', 'print one JSON document on stdout')
    .action(async (location: string, options: { region?: string; json?: true }) => {
      const { checkDataset } = await import('./check-dataset.js');
      process.exitCode = await checkDataset(location, options);
    });
  addDataKey(data.command('upload <path>'))
    .description('check a data.csv and upload it under a key made of its content')
    .option('--bucket <name>', 'default: sagemaker-REGION-ACCOUNT')
    .option('--create-bucket', 'create the bucket if it does not exist')
    .option('--held-out', 'rows for validation or evaluation: they need not be of every class')
    .option('--region <region>', 'AWS region; default: that of the environment', region)
    .option('--json', 'print one JSON document on stdout')
    .action(async (location: string, options: UploadOptions) => {
      const { uploadDataset } = await import('../start/upload-dataset.js');
      process.exitCode = await uploadDataset(location, options);
    });
}
