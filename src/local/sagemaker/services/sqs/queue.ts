import { createHash, randomUUID } from 'node:crypto';

/** A message as it is received. */
export interface Message {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
}

/** Written to at each receipt. */
class Kept {
  readonly id = randomUUID();
  readonly body: string;
  /** Of its last receipt; only the newest one takes it away. */
  receipt = '';
  /** Milliseconds since 1970; before that it is seen by nobody else. */
  hiddenUntil = 0;

  constructor(body: string) {
    this.body = body;
  }
}

/** Messages beyond these push out the oldest: nobody may ever read them. */
const most = 10_000;
/** Milliseconds. */
const defaultVisibilityTimeout = 30_000;

/** A queue of Amazon SQS, in memory: standard, at least once, in no order that anybody may count on. */
export class Queue {
  readonly #messages = new Map<string, Kept>();
  readonly #waiting = new Set<() => void>();
  #closed = false;

  send(body: string): string {
    const kept = new Kept(body);
    const { id } = kept;
    this.#messages.set(id, kept);
    if (this.#messages.size > most) {
      const [oldest = id] = this.#messages.keys();
      this.#messages.delete(oldest);
    }
    for (const arrived of this.#waiting) arrived();
    return id;
  }

  /** @param waitFor milliseconds that it waits for a first message */
  async receive(count: number, waitFor: number, visibilityTimeout = defaultVisibilityTimeout): Promise<Message[]> {
    const end = Date.now() + waitFor;
    for (;;) {
      const now = Date.now();
      const visible = [...this.#messages.values()].filter(({ hiddenUntil }) => hiddenUntil <= now).slice(0, count);
      if (visible.length > 0 || now >= end || this.#closed)
        return visible.map((kept) => hand(kept, now + visibilityTimeout));
      await this.#arrival(end - now);
    }
  }

  /** @returns false of a handle that was never one of this queue's, or is of an earlier receipt */
  delete(receipt: string): boolean {
    const [id = ''] = receipt.split('#');
    return this.#messages.get(id)?.receipt === receipt && this.#messages.delete(id);
  }

  /** Whoever waits is answered with nothing. */
  close(): void {
    this.#closed = true;
    for (const arrived of this.#waiting) arrived();
  }

  #arrival(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(over);
        resolve();
      };
      const timer = setTimeout(over, milliseconds);
      this.#waiting.add(over);
    });
  }
}

function hand(kept: Kept, hiddenUntil: number): Message {
  kept.receipt = `${kept.id}#${randomUUID()}`;
  kept.hiddenUntil = hiddenUntil;
  const MD5OfBody = createHash('md5').update(kept.body).digest('hex');
  return { MessageId: kept.id, ReceiptHandle: kept.receipt, Body: kept.body, MD5OfBody };
}
