import type { Command } from 'commander';
import type { DeployCommandOptions } from '../../request-options/deploy-options.js';
import { addDeployOptions } from '../../request-options/deploy-options.js';
import type { FineTuneCommandOptions } from '../../request-options/fine-tune-options.js';
import { addFineTuneOptions } from '../../request-options/fine-tune-options.js';

export function addPlanCommands(program: Command): void {
  const plan = program.command('plan').description('what would be done, and every request; starts nothing');
  addFineTuneOptions(plan.command('fine-tune').description('plan a fine-tune'))
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: FineTuneCommandOptions & { json?: true }) => {
      process.exitCode = await (await import('./plan.js')).showFineTunePlan(options);
    });
  addDeployOptions(plan.command('deploy').description('plan a deployment without training'))
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: DeployCommandOptions & { json?: true }) => {
      process.exitCode = await (await import('./plan.js')).showDeployPlan(options);
    });
}
