/** Calls a second that a process takes of an operation, at a share of 1. */
const byPrefix: readonly (readonly [prefix: string, perSecond: number])[] = [
  // The one quota that AWS publishes for SageMaker's lists, not adjustable.
  ['List', 2],
  // Five at once are throttled; AWS's word on it: a hard limit, retry.
  ['CreateTrainingJob', 1],
  // They note something down and start nothing. Nothing is published of them.
  ['CreateModel', 4],
  ['CreateEndpointConfig', 4],
  ['Create', 2],
  // Nothing is published. Where it is too much, throttling says so and the rate is halved.
  ['Describe', 4],
  // CloudWatch Logs has a quota of its own, several times this.
  ['GetLogEvents', 10],
];

/** Everything else changes something, and is as dear as a creation. */
const otherwise = 1;

/** AWS documents few of these limits, so the defaults are careful. */
export const defaultRate = (operation: string): number =>
  byPrefix.find(([prefix]) => operation.startsWith(prefix))?.[1] ?? otherwise;
