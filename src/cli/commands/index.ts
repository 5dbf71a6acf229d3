import type { Command } from 'commander';
import { addDataCommands } from './data.js';
import { addDeploy } from './deploy.js';
import { addEndpointCommands } from './endpoints.js';
import { addFineTune } from './fine-tune.js';
import { addLocal } from './local.js';
import { addModelCommands } from './models.js';
import { addPlanCommands } from './plan.js';
import { addQuickstart } from './quickstart.js';
import { addRunCommands } from './runs.js';
import { addSetup } from './setup.js';
import { addSweep } from './sweep.js';
import { addUp } from './up.js';
import { addWorker } from './worker.js';

/** Each command declares its options here and loads what it works with only when it is called. */
export function addCommands(program: Command): void {
  addQuickstart(program);
  addUp(program);
  addWorker(program);
  addLocal(program);
  addModelCommands(program);
  addDataCommands(program);
  addPlanCommands(program);
  addFineTune(program);
  addDeploy(program);
  addRunCommands(program);
  addEndpointCommands(program);
  addSweep(program);
  addSetup(program);
}
