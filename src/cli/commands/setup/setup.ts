import { print, printJson } from '../../output.js';
import { withTunewright } from '../../with-tunewright.js';

/** Prepares a Temporal server for Tunewright; doing it again changes nothing. */
export async function setUp(options: { json?: true }): Promise<void> {
  const done = await withTunewright((tunewright) => tunewright.setUp());
  if (options.json === true) return printJson(done);
  const { namespace, registered, present } = done;
  if (registered.length > 0) {
    print(`namespace ${namespace}: registered the search attributes ${registered.join(', ')}`);
  }
  if (present.length > 0) print(`namespace ${namespace}: has ${present.join(', ')} already`);
}
