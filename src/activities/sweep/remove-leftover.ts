import type { Found, Tags } from '../../aws/index.js';
import { removeOnce, resources } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import { tagKeys } from '../../contract/names.js';
import type { Leftover } from '../../contract/sweep.js';
import { sageMakerOf } from '../account-guard.js';
import { failure } from '../failures.js';
import type { Look } from '../waiting/polling.js';
import { poll } from '../waiting/polling.js';
import { isElsewhere } from '../run-resources.js';
import type { Services } from '../services.js';
import { Survey } from './survey.js';

/** Time has passed since it was found, perhaps a person's: whose it is, and that nobody wants it, is asked again before it is removed. */
export const removeLeftover =
  (services: Services): Activities['removeLeftover'] =>
  ({ region, account, leftover }) => {
    const { kind, name, run, execution } = leftover;
    let asked = false;
    let expires: string | undefined;
    return poll(services, {
      what: `removal of ${kind} ${name}`,
      look: async (signal): Promise<Look<void>> => {
        const { sagemaker } = await sageMakerOf(services, { region, account }, signal);
        const policy = {
          isOurs: (tags: Tags) => {
            // It may have been given more time since.
            expires = tags[tagKeys.expires];
            return tags[tagKeys.run] === run && tags[tagKeys.execution] === execution && !isElsewhere(tags);
          },
          onUsed: (sentence: string) => {
            throw failure('InvalidRequest', sentence);
          },
          onFound: (found: Found) =>
            refuseWanted(
              new Survey(sagemaker, services, { region, account }),
              { ...leftover, ...defined({ expires }) },
              found,
            ),
        };
        const removal = await removeOnce(sagemaker, resources[kind], name, asked ? {} : policy);
        if ('state' in removal) {
          asked = true;
          return { state: removal.state };
        }
        if (removal.settled !== 'kept') return { done: undefined };
        throw failure('InvalidRequest', `${kind} "${name}" is not of run ${run}: it stays`);
      },
    });
  };

async function refuseWanted(
  survey: Survey,
  { kind, name, run, execution, expires }: Leftover & { expires?: string },
  { arn = '', state }: Found,
): Promise<void> {
  const [still] = await survey.leftovers([defined({ kind, name, arn, state, run, execution, expires })]);
  if (still?.foreign === true) {
    throw failure(
      'InvalidRequest',
      `${kind} "${name}" has the tags of run ${run} and a name that no run gives: it stays`,
    );
  }
  // What is being deleted by somebody else is no leftover either, and will be gone.
  if (still === undefined && state !== 'Deleting') {
    throw failure('InvalidRequest', `${kind} "${name}" is wanted by now: it stays`);
  }
}
