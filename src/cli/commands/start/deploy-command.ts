import type { Command } from 'commander';
import type { DeployCommandOptions } from '../../request-options/deploy-options.js';
import { addDeployOptions } from '../../request-options/deploy-options.js';
import type { StartOptions } from './start-run.js';
import { addStartOptions } from './start-options.js';

export function addDeploy(program: Command): void {
  const command = program
    .command('deploy')
    .description('deploy without training: what an earlier run trained, an artifact, or the pretrained model as it is');
  addStartOptions(addDeployOptions(command)).action(async (options: DeployCommandOptions & StartOptions) => {
    process.exitCode = await (await import('./start-run.js')).deploy(options);
  });
}
