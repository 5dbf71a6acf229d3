import type { Command } from 'commander';
import { addConsole } from './console/console-command.js';
import { addCompletion } from './completion/completion-command.js';
import { addCodecServer } from './codec-server/codec-server-command.js';
import { addDataCommands } from './data/data-command.js';
import { addDeploy } from './start/deploy-command.js';
import { addDoctor } from './doctor/doctor-command.js';
import { addEndpointCommands } from './endpoints/endpoints-command.js';
import { addFineTune } from './start/fine-tune-command.js';
import { addLocal } from './local/local-command.js';
import { addModelCommands } from './models/models-command.js';
import { addPlanCommands } from './plan/plan-command.js';
import { addQuickstart } from './quickstart/quickstart-command.js';
import { addRunCommands } from './runs/runs-command.js';
import { addScheduleCommands } from './schedules/schedules-command.js';
import { addSetup } from './setup/setup-command.js';
import { addSweep } from './sweep/sweep-command.js';
import { addUp } from './up/up-command.js';
import { addWorker } from './worker/worker-command.js';

/** Each command declares its options here, under the heading of its use, and loads what it works with only when it is called. */
export function addCommands(program: Command): void {
  program.commandsGroup('Without AWS, on this machine:');
  addQuickstart(program);
  addUp(program);
  addLocal(program);
  program.commandsGroup('Prepare and plan:');
  addModelCommands(program);
  addDataCommands(program);
  addPlanCommands(program);
  program.commandsGroup('Start:');
  addFineTune(program);
  addDeploy(program);
  addScheduleCommands(program);
  program.commandsGroup('Follow, decide, ask:');
  addRunCommands(program);
  addEndpointCommands(program);
  addConsole(program);
  program.commandsGroup('Operate:');
  addDoctor(program);
  addWorker(program);
  addSweep(program);
  addSetup(program);
  addCodecServer(program);
  addCompletion(program);
  program.addHelpText('after', examples);
}

const examples = `
Examples:
  tunewright quickstart                                            everything here, without an account
  tunewright doctor --role ROLE                                    would runs work here?
  tunewright fine-tune --model MODEL --data reviews/ --role ROLE --wait
  tunewright runs list --waits-for-me                              what is for you to decide
  tunewright runs approve RUN --reason 'looks good'
  tunewright deploy --from RUN --endpoint reviews --update
  tunewright endpoints predict reviews 'a fine film'
  tunewright sweep                                                 what is left over and costs money`;
