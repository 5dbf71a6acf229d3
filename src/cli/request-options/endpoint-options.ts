import type { Command } from 'commander';
import type { CapacityWait, EndpointOptions, EndpointUpdateOptions } from '../../contract/run/requests.js';
import { defined } from '../../contract/defined.js';
import { group } from './group.js';
import { integer, list, oneOrMany, seconds, secondsList } from './parsers.js';

export interface EndpointCommandOptions {
  endpoint?: string;
  inferenceInstanceType?: string[];
  inferenceCapacityWait?: CapacityWait;
  instanceCount?: number;
  timeToLive?: number;
  /** True: with AWS's own strategy. */
  update?: string | true;
  stepPercent?: number;
  bake?: number;
  alarm?: string[];
}

export function addEndpointOptions(command: Command): Command {
  return command
    .option('--endpoint <name>', 'name of the endpoint; default: made from the run')
    .option('--inference-instance-type <type,…>', 'instance types of the endpoint, in order of preference', list)
    .option(
      '--inference-capacity-wait <time,…>',
      'how long one of them is tried that has no capacity; one time for all, or one for each',
      secondsList,
    )
    .option('--instance-count <count>', 'instances of the endpoint', integer)
    .option(
      '--time-to-live <time>',
      'delete the endpoint so long after it went live, e.g. 12h; default: it stays',
      seconds,
    )
    .option(
      '--update [strategy]',
      'move an endpoint of that name that is live to the new model: all-at-once, canary, linear or rolling',
    )
    .option('--step-percent <percent>', 'share of the fleet that moves in one step; implies --update', integer)
    .option('--bake <time>', 'time to bake after each step, at most 1h; implies --update', seconds)
    .option('--alarm <name...>', 'CloudWatch alarms that make AWS roll back; implies --update');
}

export function endpointOf(options: EndpointCommandOptions): EndpointOptions | undefined {
  const { inferenceInstanceType: types } = options;
  return group({
    name: options.endpoint,
    instanceType: types === undefined ? undefined : oneOrMany(types),
    capacityWaitInSeconds: options.inferenceCapacityWait,
    instanceCount: options.instanceCount,
    timeToLiveInSeconds: options.timeToLive,
    update: updateOf(options),
  });
}

function updateOf({ update, stepPercent, bake, alarm }: EndpointCommandOptions): EndpointUpdateOptions | undefined {
  const details = defined({
    // The request's own check knows the strategies, and says what is wrong together with everything else.
    strategy: (update === true ? undefined : update) as EndpointUpdateOptions['strategy'],
    stepPercent,
    bakeTimeInSeconds: bake,
    alarms: alarm,
  });
  return update === undefined && Object.keys(details).length === 0 ? undefined : details;
}
