import type { LiveEndpoint } from '../../contract/run/results.js';
import { reasonOf } from '../outcome.js';

/** An update was to be taken back, and was not: the endpoint, which was there before the run, stands on what nobody wants. */
export class NotReturned extends Error {
  readonly standsOn: LiveEndpoint;

  constructor(standsOn: LiveEndpoint, formerConfig: string | null, cause: unknown) {
    const { name, configName, modelNames } = standsOn;
    super(
      `endpoint ${name} still has the model of this run, which is not wanted (config ${configName}, model ${modelNames.join(', ')}): it could not return to ${formerConfig === null ? 'what it had' : `config ${formerConfig}`}: ${reasonOf(cause)}. Deploy a good model with --update, and keep config and model until then`,
      { cause },
    );
    this.standsOn = standsOn;
  }
}
