import { hasEnded, stateOfRun } from '../temporal/run-state.js';
import { failure } from './failures.js';
import type { Services } from './services.js';
import { errorText } from '../contract/text/error-text.js';

/** {@link stateOfRun} of the newest execution of the id, or of the one that began with that run id. */
export const runState = (temporal: Services['temporal'], run: string, execution?: string): Promise<string | null> =>
  askingTemporal(`look at run ${run}`, () => stateOfRun(temporal, run, execution));

/** Does that run still go on? With its first execution: that one, whatever else was started under its id. */
export const goesOn = async (
  temporal: Services['temporal'],
  run: string,
  execution: string | undefined,
): Promise<boolean> => !hasEnded(await runState(temporal, run, execution));

/** Runs a call of Temporal's; a server that does not answer is asked again later. */
export async function askingTemporal<T>(what: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const message = errorText(error);
    throw failure('ServiceUnavailable', `${what}: ${message}`, { cause: error });
  }
}
