import type { HostingPlan } from '../../../contract/run/plan.js';

/**
 * What AWS does otherwise than asked when it moves this endpoint, without a word. Inf1 instances are on its list of exclusions;
 * network isolation and keys are not on today's list, but fell back before, so that a run can't count on them.
 */
const fallbacks: { applies: (hosting: HostingPlan) => boolean; what: string; sure: boolean }[] = [
  {
    applies: ({ rungs }) => rungs.some(({ instanceType }) => instanceType.startsWith('ml.inf1.')),
    what: 'ml.inf1 instances',
    sure: true,
  },
  { applies: ({ enableNetworkIsolation }) => enableNetworkIsolation, what: 'network isolation', sure: false },
  { applies: ({ kmsKeyId }) => kmsKeyId !== undefined, what: 'a KMS key (endpoint.kmsKeyId)', sure: false },
];

/** Nothing for the update that AWS does anyway: all at once, watched by no alarm. */
export function updateWarnings(hosting: HostingPlan): string[] {
  const { update } = hosting;
  if (update === undefined || (update.strategy === 'all-at-once' && update.alarms.length === 0)) return [];
  return fallbacks
    .filter(({ applies }) => applies(hosting))
    .map(
      ({ what, sure }) =>
        `endpoint.update: with ${what}, AWS ${sure ? 'falls' : 'may fall'} back silently to all at once without baking, whatever the strategy "${update.strategy}" and its alarms say`,
    );
}
