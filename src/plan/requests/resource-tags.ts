import { createHash } from 'node:crypto';
import { tagKeys } from '../../contract/names.js';
import type { HostingTarget } from '../../contract/run/plan.js';
import type { Tag } from './request-bodies.js';

/**
 * Tags of every resource of a run: JumpStart's as the Python SDK sets them, the user's, then the run and a digest of the request without its names,
 * by which a resource that exists already is known to be ours and equal.
 */
export function tagsOf(target: Pick<HostingTarget, 'run' | 'model' | 'tags'>, nameless: unknown): Tag[] {
  return [
    { Key: 'sagemaker-sdk:jumpstart-model-id', Value: target.model.id },
    { Key: 'sagemaker-sdk:jumpstart-model-version', Value: target.model.version },
    ...Object.entries(target.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
    ...runTags(target),
    { Key: tagKeys.request, Value: digest(nameless) },
  ];
}

/** The tags by which a resource is known to be of one execution of a run, whatever was asked for. */
const runTags = ({ run }: Pick<HostingTarget, 'run'>): Tag[] => [
  { Key: tagKeys.run, Value: tagValue(run.workflowId) },
  { Key: tagKeys.execution, Value: tagValue(run.firstExecutionRunId) },
  ...(run.namespace === undefined ? [] : [{ Key: tagKeys.namespace, Value: tagValue(run.namespace) }]),
];

/** SageMaker takes letters, digits, blanks and `_.:/=+-@`, at most 256 of them. */
export const tagValue = (text: string): string => text.replace(/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu, '_').slice(0, 256);

/** SHA-256 over the JSON with sorted keys, the first 32 hexadecimal digits. */
function digest(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('hex').slice(0, 32);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
