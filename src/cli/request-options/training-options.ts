import type { Command } from 'commander';
import type { CapacityWait, SpotOptions, TrainingOptions } from '../../contract/run/requests.js';
import { group } from './group.js';
import { integer, list, oneOrMany, seconds, secondsList } from './parsers.js';

export interface TrainingCommandOptions {
  instanceType?: string[];
  capacityWait?: CapacityWait;
  maxRuntime?: number;
  volumeSize?: number;
  volumeKey?: string;
  outputKey?: string;
  spotMaxWait?: number;
  checkpoints?: string;
  spotThenOnDemand?: true;
  keepAlive?: number;
  encryptTraffic?: boolean;
  networkIsolation?: boolean;
}

export function addTrainingOptions(command: Command): Command {
  return command
    .option('--instance-type <type,…>', 'instance types of the training job, in order of preference', list)
    .option(
      '--capacity-wait <time,…>',
      'how long one of them is tried that has no capacity; one time for all, or one for each',
      secondsList,
    )
    .option('--max-runtime <time>', 'maximum runtime of the training job', seconds)
    .option('--volume-size <GB>', 'volume of the training instance', integer)
    .option('--volume-key <key>', 'KMS key of that volume')
    .option('--output-key <key>', 'KMS key of the trained model')
    .option('--spot-max-wait <time>', 'managed spot training; waiting and running together', seconds)
    .option('--checkpoints <s3://>', 'where spot training keeps its checkpoints')
    .option('--spot-then-on-demand', 'go on on demand, dearer, once no type of the list has spot capacity')
    .option('--keep-alive <time>', 'keep the training instance warm, and billed, after the job', seconds)
    .option('--encrypt-traffic', 'encrypt traffic between containers')
    .option('--no-encrypt-traffic', 'do not; default: as the model says')
    .option('--network-isolation', 'no network for the training container')
    .option('--no-network-isolation', 'with network; default: as the model says');
}

export function trainingOf(options: TrainingCommandOptions): TrainingOptions | undefined {
  return group({
    instanceType: options.instanceType === undefined ? undefined : oneOrMany(options.instanceType),
    capacityWaitInSeconds: options.capacityWait,
    maxRuntimeInSeconds: options.maxRuntime,
    volumeSizeInGB: options.volumeSize,
    volumeKmsKeyId: options.volumeKey,
    outputKmsKeyId: options.outputKey,
    // A spot group without its maximum wait is refused by the request's own check.
    spot: group({
      maxWaitInSeconds: options.spotMaxWait,
      checkpointUri: options.checkpoints,
      thenOnDemand: options.spotThenOnDemand,
    }) as SpotOptions | undefined,
    keepAlivePeriodInSeconds: options.keepAlive,
    encryptInterContainerTraffic: options.encryptTraffic,
    enableNetworkIsolation: options.networkIsolation,
  });
}
