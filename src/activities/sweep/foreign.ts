import { attemptOf } from '../../contract/names.js';
import type { EndpointUse, Owned } from './leftovers.js';

type Owner = Pick<Owned, 'run' | 'execution'>;

/** The end of a name that a run gave: the tail of a run id, which is hexadecimal, and the attempt. */
const ending = /-(?<suffix>[0-9a-f]{10})(?:-\d{1,6})?$/;

/** What tells whether an endpoint, whose name may be the user's, was made by a run. */
export interface HostingNames {
  readonly endpoints: readonly EndpointUse[];
  /** Owners, as `ownerOf` writes them, by the name of the config. */
  readonly configRuns: ReadonlyMap<string, string>;
}

/**
 * Does it only carry the tags of a run? Who may set tags, and not delete, could have a sweep delete others' resources for him. A name is given
 * once, and a run gives its own ({@link attemptOf}); an endpoint of any name stands on a config of such a name.
 */
export function isForeign(owned: Owned, { endpoints, configRuns }: HostingNames): boolean {
  if (isNameOf(owned, owned.name)) return false;
  if (owned.kind !== 'endpoint') return true;
  const configs = endpoints.find(({ name }) => name === owned.name)?.configNames ?? [];
  return !configs.some((config) => isNameOf(ownerIn(configRuns.get(config)) ?? owned, config));
}

/** What older versions made has no tag of the execution: there the name alone tells it. */
function isNameOf({ run, execution }: Owner, name: string): boolean {
  const suffix = ending.exec(name)?.groups?.['suffix'];
  if (suffix === undefined) return false;
  return attemptOf({ workflowId: run, firstExecutionRunId: execution ?? suffix }, name) !== null;
}

function ownerIn(text: string | undefined): Owner | undefined {
  if (text === undefined) return undefined;
  const [run = '', execution] = text.split('\n');
  return execution === undefined ? { run } : { run, execution };
}
