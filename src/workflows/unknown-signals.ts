import { setDefaultSignalHandler } from '@temporalio/workflow';
import { unknownText } from '../contract/given.js';

/**
 * A signal has no answer, and Temporal keeps one of unknown name for ever: it is noted. Set it after the handlers of the known ones.
 * @param known what to say there is instead
 */
export function noteUnknownSignals(known: readonly string[], note: (text: string) => void): void {
  setDefaultSignalHandler((name) => note(`an unknown signal was ignored: ${unknownText([name], known)}`));
}
