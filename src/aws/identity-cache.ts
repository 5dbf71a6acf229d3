import type { AwsClients } from './clients.js';
import type { Identity } from './identity.js';
import { unlessAborted } from './unless-aborted.js';

interface Known {
  credentials: string;
  until: number;
  identity: Promise<Identity>;
}

/** Milliseconds: long enough for thousands of waiting runs to ask once, too short for a revoked key to go unnoticed. */
const validFor = 60_000;

/** Asks whose credentials these are once a minute, and again as soon as they change. An error is not kept. */
export class IdentityCache {
  readonly #ask: (clients: AwsClients) => Promise<Identity>;
  readonly #known = new Map<string, Known>();

  constructor(ask: (clients: AwsClients) => Promise<Identity>) {
    this.#ask = ask;
  }

  /** @param signal ends the asker's wait; the question itself goes on, for whoever else has asked */
  async of(clients: AwsClients, signal?: AbortSignal): Promise<Identity> {
    return unlessAborted(this.#of(clients), signal);
  }

  async #of(clients: AwsClients): Promise<Identity> {
    const { accessKeyId, sessionToken = '' } = await (await clients.sts()).config.credentials();
    const credentials = `${accessKeyId} ${sessionToken}`;
    const known = this.#known.get(clients.region);
    if (known?.credentials === credentials && Date.now() < known.until) return known.identity;
    const asked = { credentials, until: Date.now() + validFor, identity: this.#ask(clients) };
    this.#known.set(clients.region, asked);
    asked.identity.catch(() => {
      if (this.#known.get(clients.region) === asked) this.#known.delete(clients.region);
    });
    return asked.identity;
  }
}
