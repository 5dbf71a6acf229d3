import type { Command } from 'commander';
import type { DeployOptions, FineTuneOptions } from '../request-options.js';
import { addDeployOptions, addFineTuneOptions } from '../request-options.js';

export function addPlanCommands(program: Command): void {
  const plan = program.command('plan').description('what would be done, and every request; starts nothing');
  addFineTuneOptions(plan.command('fine-tune').description('plan a fine-tune'))
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: FineTuneOptions & { json?: true }) => {
      process.exitCode = await (await import('../plan.js')).showFineTunePlan(options);
    });
  addDeployOptions(plan.command('deploy').description('plan a deployment without training'))
    .option('--json', 'print one JSON document on stdout')
    .action(async (options: DeployOptions & { json?: true }) => {
      process.exitCode = await (await import('../plan.js')).showDeployPlan(options);
    });
}
