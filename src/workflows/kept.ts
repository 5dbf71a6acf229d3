import type { Removed } from '../contract/activities.js';

/** What a deletion kept since somebody else uses it, in sentences; older histories hold the names of what went alone. */
export const keptIn = (result: unknown): string[] => {
  const removed = result as Removed | null | undefined;
  return removed === null || removed === undefined || Array.isArray(removed) ? [] : removed.kept;
};
