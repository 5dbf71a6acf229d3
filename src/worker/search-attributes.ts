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
