import type { DeployPlan, Plan } from '../contract/run/plan.js';
import { planRows } from './plan.js';
import type { Row } from './row.js';
import { row } from './row.js';

/** Rows of a plan that tell a choice: the others follow from it, tell what it costs, or are the model and the data themselves. */
const chosen = /^(training|file of validation data|encoder|gate .+|endpoint)$/;

/** What was chosen for a training, and what other runs may have chosen otherwise: hyperparameters by their names first. */
export function settingRows(plan: Plan | DeployPlan): Row[] {
  if (!('training' in plan)) return [];
  const hyperparameters = Object.entries(plan.training.rungs[0]?.hyperparameters ?? {});
  return [
    ...hyperparameters.map(([name, value]) => row(name, String(value))),
    ...planRows(plan).filter(({ title }) => chosen.test(title)),
  ];
}
