import type { AwsClients } from './clients.js';
import type { Identity } from './identity.js';
import { Remembered } from './remembered.js';
import { unlessAborted } from './unless-aborted.js';

/** Asks whose credentials these are once a minute, and again as soon as they change. */
export class IdentityCache {
  readonly #ask: (clients: AwsClients) => Promise<Identity>;
  readonly #known = new Remembered<Identity>();

  constructor(ask: (clients: AwsClients) => Promise<Identity>) {
    this.#ask = ask;
  }

  /** @param signal ends the asker's wait; the question itself goes on, for whoever else has asked */
  async of(clients: AwsClients, signal?: AbortSignal): Promise<Identity> {
    return unlessAborted(this.#of(clients), signal);
  }

  async #of(clients: AwsClients): Promise<Identity> {
    const { accessKeyId, sessionToken = '' } = await (await clients.sts()).config.credentials();
    return this.#known.of(`${clients.region} ${accessKeyId} ${sessionToken}`, () => this.#ask(clients));
  }
}
