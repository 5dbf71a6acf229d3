import type { Command } from 'commander';
import { list, region } from '../../request-options/parsers.js';
import type { DoctorOptions } from './doctor.js';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look whether runs would work here, and how to mend what is wrong; starts nothing that costs money')
    .option('--region <region>', 'AWS region; default: that of the environment', region)
    .option('--role <arn>', 'the SageMaker execution role to look at')
    .option('--bucket <name>', "the bucket to look at; default: SageMaker's own of account and region")
    .option('--instance-type <types>', 'types that jobs would train on: their quotas and prices', list)
    .option('--inference-instance-type <types>', 'types that endpoints would stand on', list)
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: DoctorOptions) => {
      process.exitCode = await (await import('./doctor.js')).examine(options);
    });
}
