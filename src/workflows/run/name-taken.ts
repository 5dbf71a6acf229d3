import type { FailureType } from '../../contract/failures.js';
import type { Compensation } from './compensation.js';
import { outcomeOf } from '../outcome.js';
import { leavesWhatIsTaken } from '../patches.js';

const taken: FailureType = 'NameTaken';

/** A creation; one that is refused because the name is another's leaves nothing of this run to undo, and what stands there must not be. */
export async function settlingWhatIsTaken<T>(
  what: string,
  compensation: Compensation,
  creation: Promise<T>,
): Promise<T> {
  try {
    return await creation;
  } catch (error) {
    if (outcomeOf(error).failure?.type === taken && leavesWhatIsTaken()) compensation.settled(what);
    throw error;
  }
}
