import type { Connection } from '@temporalio/client';
import type { SearchAttributeName } from '../contract/search-attributes.js';
import { searchAttributeNames } from '../contract/search-attributes.js';
import { InvalidInputError, UnreachableError } from './errors.js';
import { inWordsOfNamespace } from '../temporal/missing-namespace.js';
import { errorText } from '../contract/text/error-text.js';

/** Number of the type Keyword in Temporal's API. */
const keyword = 2;

/** What `setup` found and did in a namespace. */
export interface SetUp {
  namespace: string;
  /** Search attributes that were registered now. */
  registered: SearchAttributeName[];
  /** Those that were there already. */
  present: SearchAttributeName[];
}

/**
 * Registers the search attributes that runs set, as far as the namespace lacks them. May be called again.
 * @throws InvalidInputError where one exists as another type, UnreachableError where the server lets nobody register them
 */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<SetUp> {
  const types = await operator(() => connection.operatorService.listSearchAttributes({ namespace }), namespace);
  const typeOf = (name: string): number | undefined => types.customAttributes?.[name] ?? undefined;
  const foreign = searchAttributeNames.filter((name) => ![undefined, keyword].includes(typeOf(name)));
  if (foreign.length > 0) {
    throw new InvalidInputError(
      foreign.map((name) => ({
        field: name,
        message: `exists in namespace ${namespace} as another type than Keyword; remove it first`,
      })),
    );
  }
  const lacking = searchAttributeNames.filter((name) => typeOf(name) === undefined);
  if (lacking.length > 0) {
    const searchAttributes = Object.fromEntries(lacking.map((name) => [name, keyword]));
    await operator(() => connection.operatorService.addSearchAttributes({ namespace, searchAttributes }), namespace);
  }
  return { namespace, registered: lacking, present: searchAttributeNames.filter((name) => !lacking.includes(name)) };
}

/** Those of the search attributes of runs that the namespace has, as Keyword. @throws UnreachableError */
export async function presentSearchAttributes(
  connection: Connection,
  namespace: string,
): Promise<SearchAttributeName[]> {
  const types = await operator(() => connection.operatorService.listSearchAttributes({ namespace }), namespace);
  return searchAttributeNames.filter((name) => Number(types.customAttributes?.[name]) === keyword);
}

/** Temporal Cloud has another way for its operators. */
async function operator<T>(call: () => Promise<T>, namespace: string): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const reason = errorText(error);
    const words = inWordsOfNamespace(error, namespace);
    if (words !== error) throw words;
    throw new UnreachableError(
      'Temporal',
      `the server does not let search attributes of namespace ${namespace} be registered (${reason}); ` +
        `register ${searchAttributeNames.join(', ')} as Keyword with its own tools`,
      { cause: error },
    );
  }
}
