import type { ServerResponse } from 'node:http';
import type { Snapshot } from '../../api/index.js';

const pingMilliseconds = 15_000;
/** A reader that takes nothing for so long is gone. */
const patienceMilliseconds = 60_000;

export interface EventStreamOptions {
  /** Of this start of the server: ids of events begin with it. */
  readonly boot: string;
  /** Looked at with each ping: a session may have ended. */
  readonly isStillAllowed: () => boolean;
}

/**
 * One browser that listens. Of each topic only the newest state is kept for a reader that is slow: states take the place of states, so that
 * a late one costs nothing, and nothing piles up.
 */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #options: EventStreamOptions;
  readonly #pending = new Map<string, string>();
  readonly #ping: NodeJS.Timeout;
  #sequence = 0;
  #blockedSince: number | null = null;

  constructor(response: ServerResponse, options: EventStreamOptions) {
    this.#response = response;
    this.#options = options;
    // At once, so that proxies see the headers.
    response.write(': here\n\n');
    this.#ping = setInterval(() => this.#look(), pingMilliseconds);
    response.on('drain', () => this.#flush());
    response.on('close', () => clearInterval(this.#ping));
  }

  send(topic: string, snapshot: Snapshot): void {
    const id = `${this.#options.boot}-${++this.#sequence}`;
    this.#pending.delete(topic);
    this.#pending.set(topic, `id: ${id}\nevent: ${snapshot.kind}\ndata: ${JSON.stringify(snapshot)}\n\n`);
    this.#flush();
  }

  /** The server stops: browsers come back in a moment. */
  end(): void {
    this.#response.end('retry: 1000\n\n');
  }

  #flush(): void {
    for (const [topic, text] of this.#pending) {
      if (this.#response.writableNeedDrain) {
        this.#blockedSince ??= Date.now();
        return;
      }
      this.#pending.delete(topic);
      this.#response.write(text);
    }
    this.#blockedSince = null;
  }

  #look(): void {
    const isGone = this.#blockedSince !== null && Date.now() - this.#blockedSince > patienceMilliseconds;
    if (isGone || !this.#options.isStillAllowed()) this.#response.destroy();
    else if (!this.#response.writableNeedDrain) this.#response.write(': ping\n\n');
  }
}
