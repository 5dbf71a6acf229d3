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

export type SearchAttributeName = (typeof searchAttributeNames)[number];
