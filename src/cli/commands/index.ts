import type { Command } from 'commander';
import { addConsole } from './console/console-command.js';
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

/** Each command declares its options here and loads what it works with only when it is called. */
export function addCommands(program: Command): void {
  addQuickstart(program);
  addUp(program);
  addConsole(program);
  addWorker(program);
  addLocal(program);
  addModelCommands(program);
  addDataCommands(program);
  addPlanCommands(program);
  addFineTune(program);
  addDeploy(program);
  addRunCommands(program);
  addScheduleCommands(program);
  addEndpointCommands(program);
  addSweep(program);
  addSetup(program);
  addDoctor(program);
  addCodecServer(program);
}
