import { Context } from '@temporalio/activity';
import type { DescribeEndpointOutput, IsOurs, Tags } from '../aws/index.js';
import { headsFor } from '../aws/index.js';
import { attemptOf, resourceName, tagKeys } from '../contract/names.js';
import type { ResourceKind } from '../contract/resources.js';
import type { Removed } from '../contract/activities.js';
import type { HostingTarget, RunIdentity, TrainingTarget } from '../contract/run/plan.js';
import { hostingNames, tagValue } from '../plan/index.js';

/** How an attempt's resources are called and tagged: what a clean-up looks for. It needs no request bodies, and so no model and no rung. */

export const trainingJobName = ({ run }: Pick<TrainingTarget, 'run'>, attempt: number): string =>
  resourceName(run, attempt);

export const namesOf = (target: HostingTarget, attempt = 1): ReturnType<typeof hostingNames> =>
  hostingNames(target, attempt);

/**
 * Is a resource with these tags of this execution, whatever the request was? Only such a resource may be removed.
 * What an older version made has no tag of the execution: there the caller asks by a name of {@link resourceName}, which tells executions apart.
 */
export const isOfRun = ({ run }: Pick<HostingTarget, 'run'>): ((tags: Tags) => boolean) => {
  const value = tagValue(run.workflowId);
  return (tags) => tags[tagKeys.run] === value && isOfExecution(run, tags);
};

/** True also for tags that name no execution. */
const isOfExecution = ({ firstExecutionRunId }: RunIdentity, tags: Tags): boolean =>
  (tags[tagKeys.execution] ?? firstExecutionRunId) === firstExecutionRunId;

/** The same for an endpoint, whose name may be the user's: it must also stand on, or head for, a config of this execution. */
export function isEndpointOfRun(target: Pick<HostingTarget, 'run'>): IsOurs<DescribeEndpointOutput> {
  const ours = isOfRun(target);
  return (tags, { answer }) => {
    const config = headsFor(answer);
    return ours(tags) && (config === '' || attemptOf(target.run, config) !== null);
  };
}

/** Did Tunewright make it, for whichever run? Only then does it carry a run's tag. */
export const isOfSomeRun = (tags: Tags): boolean => tags[tagKeys.run] !== undefined;

/** Of a run of another Temporal namespace than this worker's, which knows nothing of it. What older versions made does not say. */
export function isElsewhere(tags: Tags): boolean {
  const here = tagValue(Context.current().info.namespace);
  return (tags[tagKeys.namespace] ?? here) !== here;
}

/** What costs money, and a clean-up leaves, is told: whoever took its tags away would have it cost money in silence. */
export const notOurs = (kind: ResourceKind, name: string): string =>
  `${kind} ${name} is kept: by its tags and config it is another's by now; look whose it is, it costs money`;

/** The result of a deletion. */
export const removedAndKept = (removed: Iterable<string>, kept: Iterable<string>): Removed => {
  const sentences = [...kept];
  return sentences.length === 0 ? [...removed] : { removed: [...removed], kept: sentences };
};
