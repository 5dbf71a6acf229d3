import type { Continued, DeployAsk, FineTuneAsk } from '../client/index.js';
import { continueDeploy, continueFineTune } from '../client/index.js';
import type { DeployRequest, FineTuneRequest } from '../contract/requests.js';
import { withTunewright } from './with-tunewright.js';

/** Requests whose `from` is resolved. Bad input needs no Temporal server to be refused, unless an earlier run is asked for. */

export const continuedFineTune = (ask: FineTuneAsk): Promise<Continued<FineTuneRequest>> =>
  ask.from === undefined
    ? continueFineTune(ask, nobody)
    : withTunewright((tunewright) => tunewright.continueFineTune(ask));

export const continuedDeploy = (ask: DeployAsk): Promise<Continued<DeployRequest | null>> =>
  ask.from === undefined ? continueDeploy(ask, nobody) : withTunewright((tunewright) => tunewright.continueDeploy(ask));

const nobody = (): never => {
  throw new Error('no earlier run was asked for');
};
