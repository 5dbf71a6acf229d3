import { InvalidInputError } from '../../../client/index.js';
import { Refusal } from './refusal.js';

/** The library calls a name that nothing has a bad input; in a path it is a page that is not there. */
export async function orNotFound<T>(field: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const [problem] = error instanceof InvalidInputError ? error.problems : [];
    if (problem?.field !== field || !/does not exist/.test(problem.message)) throw error;
    throw new Refusal('not-found', `${field} ${problem.message}`);
  }
}
