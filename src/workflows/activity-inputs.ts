import type { EndpointKey } from '../contract/activities.js';
import { defined } from '../contract/defined.js';
import { resourceName } from '../contract/names.js';
import type { HostingTarget, Plan, TrainingTarget } from '../contract/run/plan.js';

/** The parts of a plan that activities get: each input stands in the history, so none holds more than its activity needs. */

const common = ({ run, model, region, account, role, vpc, tags, outputPath }: HostingTarget) =>
  defined({ run, model, region, account, role, vpc, tags, outputPath });

export const hostingTarget = (plan: HostingTarget): HostingTarget => ({ ...common(plan), hosting: plan.hosting });

export const trainingTarget = (plan: Plan): TrainingTarget => ({
  ...common(plan),
  dataset: plan.dataset,
  training: plan.training,
});

/** The endpoint's name is the same on every rung. */
export const endpointKey = ({ run, hosting, region, account }: HostingTarget): EndpointKey => ({
  name: hosting.endpointName ?? resourceName(run),
  region,
  account,
});
