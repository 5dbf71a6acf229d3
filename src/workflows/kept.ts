import type { Removed } from '../contract/activities.js';

/** What a deletion kept since somebody else uses it, or has it by now, in sentences; older histories hold the names of what went alone. */
export const keptIn = (result: unknown): string[] => {
  const removed = result as Removed | null | undefined;
  return removed === null || removed === undefined || Array.isArray(removed) ? [] : removed.kept;
};

/** The names of what went. */
export const removedIn = (result: Removed): string[] => (Array.isArray(result) ? result : result.removed);
