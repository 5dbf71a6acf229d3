import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { SmokeTestOptions } from '../../contract/run/requests.js';
import { group } from './group.js';
import { decimal, integer, splitPair } from './parsers.js';

type Sample = NonNullable<SmokeTestOptions['samples']>[number];

export interface SmokeTestCommandOptions {
  expect?: Sample[];
  minimumAgreement?: number;
  maxLatency?: number;
}

export function addSmokeTestOptions(command: Command): Command {
  return command
    .option(
      '--expect <label=text>',
      'a sentence for the smoke test with the label that it should get; repeatable. Default: rows of the data',
      (argument, before: Sample[] = []) => [...before, sample(argument)],
    )
    .option('--minimum-agreement <share>', 'share of those labels that must be predicted, 0 to 1', decimal)
    .option('--max-latency <ms>', 'what the slowest request of the smoke test may take (default: 10000)', integer);
}

export function smokeTestOf(options: SmokeTestCommandOptions): SmokeTestOptions | undefined {
  return group({
    samples: options.expect,
    minimumAgreement: options.minimumAgreement,
    maxLatencyInMilliseconds: options.maxLatency,
  });
}

function sample(argument: string): Sample {
  const [label, text] = splitPair(argument, '1="a stirring, funny film"');
  if (!/^\d{1,9}$/.test(label)) throw new InvalidArgumentError('the label is a whole number, as in data.csv.');
  return { label: Number(label), text };
}
