import type { Tags } from '../aws/index.js';
import { resourceName, tagKeys } from '../contract/names.js';
import type { HostingTarget, TrainingTarget } from '../contract/plan.js';
import { hostingNames, tagValue } from '../plan/index.js';

/** How an attempt's resources are called and tagged: what a clean-up looks for. It needs no request bodies, and so no model and no rung. */

export const trainingJobName = ({ run }: Pick<TrainingTarget, 'run'>, attempt: number): string =>
  resourceName(run, attempt);

export const namesOf = (target: HostingTarget, attempt = 1): ReturnType<typeof hostingNames> =>
  hostingNames(target, attempt);

/** Is a resource with these tags of this run at all, whatever the request was? Only such a resource may be removed. */
export const isOfRun = ({ run }: Pick<HostingTarget, 'run'>): ((tags: Tags) => boolean) => {
  const value = tagValue(run.workflowId);
  return (tags) => tags[tagKeys.run] === value;
};

/** Did Tunewright make it, for whichever run? Only then does it carry a run's tag. */
export const isOfSomeRun = (tags: Tags): boolean => tags[tagKeys.run] !== undefined;
