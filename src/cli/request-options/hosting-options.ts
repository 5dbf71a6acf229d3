import type { Command } from 'commander';
import type { BudgetOptions, HostingRequest } from '../../contract/run/requests.js';
import type { EndpointCommandOptions } from './endpoint-options.js';
import { addEndpointOptions, endpointOf } from './endpoint-options.js';
import type { GateCommandOptions } from './gate-options.js';
import { addGateOptions, gatesOf } from './gate-options.js';
import { defined } from '../../contract/defined.js';
import { group } from './group.js';
import { decimal, list, pairs } from './parsers.js';
import type { SmokeTestCommandOptions } from './smoke-test-options.js';
import { addSmokeTestOptions, smokeTestOf } from './smoke-test-options.js';

/** Options that a fine-tune and a deployment share, as the command line gives them. */
export interface HostingCommandOptions extends GateCommandOptions, EndpointCommandOptions, SmokeTestCommandOptions {
  version?: string;
  from?: string;
  budget?: number;
  overBudget?: string;
  evaluationData?: string;
  region?: string;
  account?: string;
  role?: string;
  output?: string;
  subnet?: string[];
  securityGroup?: string[];
  tag?: Record<string, string>;
  tolerateDeprecated?: true;
  tolerateVulnerable?: true;
}

export function addHostingOptions(command: Command): Command {
  command.option('--version <version>', 'version of the model, a prefix such as 2.*, or * for the newest');
  addGateOptions(command)
    .option('--budget <USD>', 'what the run may cost at most, its endpoint for 24 hours or its time to live', decimal)
    .option('--over-budget <decision>', 'refuse a plan beyond the budget (default), or ask at the training gate')
    .option(
      '--evaluation-data <path|s3://>',
      'held-out rows, as --data, on which the new model and the live one are scored',
    );
  addEndpointOptions(command);
  return addSmokeTestOptions(command)
    .option('--region <region>', 'AWS region; default: that of the environment')
    .option('--account <digits>', 'refuse credentials of any other account')
    .option('--role <arn>', 'execution role of SageMaker; required on AWS')
    .option('--output <s3://>', 'S3OutputPath of the training job, and the bucket of a repacked model')
    .option('--subnet <id,…>', 'subnets of the containers', list)
    .option('--security-group <id,…>', 'security groups of the containers', list)
    .option('--tag <name=value>', 'a tag of every resource; repeatable', pairs('team=reviews'))
    .option('--tolerate-deprecated', 'use a deprecated model')
    .option('--tolerate-vulnerable', 'use a model whose scripts have known vulnerabilities');
}

export function hostingOf(options: HostingCommandOptions): Omit<HostingRequest, 'model'> {
  const { subnet, securityGroup } = options;
  const isAttached = subnet !== undefined || securityGroup !== undefined;
  return defined({
    gates: gatesOf(options),
    gateDeadlineInSeconds: options.gateDeadline,
    // A decision without an amount is refused by the request's own check.
    budget: group({ usd: options.budget, ifOver: options.overBudget }) as BudgetOptions | undefined,
    evaluationData: options.evaluationData,
    endpoint: endpointOf(options),
    smokeTest: smokeTestOf(options),
    region: options.region,
    account: options.account,
    role: options.role,
    vpc: isAttached ? { subnets: subnet ?? [], securityGroupIds: securityGroup ?? [] } : undefined,
    tags: options.tag,
    tolerateDeprecatedModel: options.tolerateDeprecated,
    tolerateVulnerableModel: options.tolerateVulnerable,
  });
}
