import { randomBytes } from 'node:crypto';
import type { User } from '../../api/index.js';

/** Slides on with each request. */
const sessionMilliseconds = 12 * 3_600_000;
const mostSessions = 10_000;

interface Session {
  readonly user: User;
  readonly expires: number;
}

/** Who is signed in, kept in this process: a restart signs everybody out, and a session can be ended. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The id of a new session; of 32 random bytes. */
  open(user: User): string {
    this.#forgetOld();
    const id = randomBytes(32).toString('base64url');
    this.#sessions.set(id, { user, expires: this.#now() + sessionMilliseconds });
    return id;
  }

  /** Null for an id that is unknown or too old. */
  user(id: string): User | null {
    const session = this.#sessions.get(id);
    if (session === undefined) return null;
    if (session.expires <= this.#now()) {
      this.#sessions.delete(id);
      return null;
    }
    this.#sessions.set(id, { ...session, expires: this.#now() + sessionMilliseconds });
    return session.user;
  }

  /** Is it still open? Unlike {@link user} this is no use of it. */
  has(id: string): boolean {
    return (this.#sessions.get(id)?.expires ?? 0) > this.#now();
  }

  close(id: string): void {
    this.#sessions.delete(id);
  }

  #forgetOld(): void {
    for (const [id, { expires }] of this.#sessions) if (expires <= this.#now()) this.#sessions.delete(id);
    const [oldest] = this.#sessions.keys();
    if (this.#sessions.size >= mostSessions && oldest !== undefined) this.#sessions.delete(oldest);
  }
}
