/**
 * Search attributes of type Keyword. A server that lacks one would hang a run that upserts it for ever,
 * so only those that the first activity saw registered are upserted.
 */
export const searchAttributeNames = [
  'TunewrightPhase',
  'TunewrightModelId',
  'TunewrightTrainingJob',
  'TunewrightEndpoint',
] as const;

/** One of the search attributes by which runs are found in Temporal. */
export type SearchAttributeName = (typeof searchAttributeNames)[number];
