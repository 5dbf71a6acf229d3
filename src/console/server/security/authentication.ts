import type { FastifyRequest } from 'fastify';
import type { User } from '../../api/index.js';
import { Refusal } from '../errors/refusal.js';
import { FailedTries } from './failed-tries.js';
import type { ProxyOptions } from './proxy.js';
import { Proxy } from './proxy.js';
import { Sessions } from './sessions.js';
import { isSameSecret, TokenStore } from './token-store.js';

interface AuthenticationOptions {
  readonly tokensFile: string;
  readonly token: string;
  readonly owner: User;
  readonly proxy?: ProxyOptions;
}

/** Finds out who asks: by a bearer token, by the cookie of a session, or by the word of a proxy, which takes the place of the cookie. */
export class Authentication {
  readonly sessions = new Sessions();
  readonly #tokens: TokenStore;
  readonly #tries = new FailedTries();
  readonly #token: string;
  readonly #owner: User;
  readonly #proxy: Proxy | null;

  constructor({ tokensFile, token, owner, proxy }: AuthenticationOptions) {
    this.#tokens = new TokenStore(tokensFile);
    this.#token = token;
    this.#owner = owner;
    this.#proxy = proxy === undefined ? null : new Proxy(proxy);
  }

  /** People come signed in by a proxy: there is no link, and no session. */
  get isByProxy(): boolean {
    return this.#proxy !== null;
  }

  /** Whose token that is. @throws Refusal for one of nobody, and after too many of them */
  async userOfToken(token: string): Promise<User> {
    const isOwner = this.#proxy === null && isSameSecret(token, this.#token);
    const user = isOwner ? this.#owner : await this.#tokens.user(token);
    // A right one counts at any time: who sends wrong ones must not lock others out.
    if (user !== null) return user;
    const wait = this.#tries.waitInSeconds;
    if (wait > 0) {
      throw new Refusal('too-many-tries', `five wrong tokens came within a minute; try again in ${wait} s`, [], {
        retryAfterInSeconds: wait,
      });
    }
    this.#tries.failed();
    throw new Refusal(
      'signed-out',
      'this token is not known, or has expired; the console prints a new link at each start',
      [{ field: 'token', message: 'is not known here, or has expired' }],
    );
  }

  /** @throws Refusal where nobody is signed in */
  async userOf(request: FastifyRequest, cookieName: string): Promise<User> {
    this.#proxy?.check(request.raw);
    const bearer = bearerOf(request);
    if (bearer !== null) return this.userOfToken(bearer);
    if (this.#proxy !== null) return this.#proxy.userOf(request.raw);
    const id = request.cookies[cookieName];
    const user = id === undefined ? null : this.sessions.user(id);
    if (user !== null) return user;
    throw new Refusal('signed-out', 'sign in with the link that `tunewright console` printed, or send a bearer token');
  }
}

export const bearerOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | null =>
  /^Bearer ([\w.~+/-]+=*)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
