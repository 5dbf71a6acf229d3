import type { Continued, RequestsFrom } from '../../../client/index.js';
import { continueFrom } from '../../../client/index.js';
import type { RunKind } from '../../../contract/run/run-kinds.js';
import { withTunewright } from '../../with-tunewright.js';

/** The request with the model of the run that `from` names. Bad input needs no Temporal server to be refused, unless an earlier run is asked for. */
export const fromEarlierRun = <K extends RunKind>(kind: K, request: RequestsFrom[K]): Promise<Continued<K>> =>
  request.from === undefined
    ? continueFrom(kind, request, noRun)
    : withTunewright((tunewright) => tunewright.continueFrom(kind, request));

const noRun = (): never => {
  throw new Error('no earlier run was asked for');
};
