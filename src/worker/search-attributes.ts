import type { ConnectionLike } from '@temporalio/client';
import type { SearchAttributeName } from '../contract/search-attributes.js';
import { searchAttributeNames } from '../contract/search-attributes.js';

const keyword = 2;

/** Which of Tunewright's search attributes the namespace has, as Keyword; none where the server can't tell. */
export async function registeredSearchAttributes(
  connection: ConnectionLike,
  namespace: string,
): Promise<SearchAttributeName[]> {
  try {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return searchAttributeNames.filter((name) => (customAttributes?.[name] as number | undefined) === keyword);
  } catch {
    // Restricted servers (Temporal Cloud, the test server) may refuse the operator service.
    return [];
  }
}

/** Milliseconds; that one is taken away meanwhile is not to be expected, that one comes is: until there are all, each asks. */
const validFor = 60_000;

/** Asks once a minute, however many runs begin. */
export function rememberingSearchAttributes(
  ask: () => Promise<SearchAttributeName[]>,
): () => Promise<SearchAttributeName[]> {
  let known: { readonly until: number; readonly names: Promise<SearchAttributeName[]> } | null = null;
  return async () => {
    if (known !== null && performance.now() < known.until) return known.names;
    const asked = { until: performance.now() + validFor, names: ask() };
    known = asked;
    const names = await asked.names;
    if (names.length < searchAttributeNames.length && known === asked) known = null;
    return names;
  };
}
