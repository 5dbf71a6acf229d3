import type { Tags } from '../../aws/index.js';
import { defined } from '../../contract/defined.js';
import { tagKeys } from '../../contract/names.js';
import type { Owned } from './leftovers.js';

/** Whose a resource is by its tags; null for others'. */
export function ownerIn(tags: Tags): Pick<Owned, 'run' | 'execution' | 'expires'> | null {
  const run = tags[tagKeys.run];
  return run === undefined
    ? null
    : defined({ run, execution: tags[tagKeys.execution], expires: tags[tagKeys.expires] });
}
