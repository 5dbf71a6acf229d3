import { defaultRate } from './default-rates.js';
import { classifyOwn, isThrottled } from '../errors.js';
import { retryAfterMilliseconds } from './retry-after.js';
import { TokenBucket } from './token-bucket.js';

/** The attempt that wanted to make a call ended before it was its turn. That is waiting, and no fault of anybody's. */
export class RateLimitWaitError extends Error {
  constructor(operation: string, rate: number, options: ErrorOptions) {
    super(
      `no turn for ${operation} in this attempt: other calls of it go first, at ${rate.toFixed(2)} a second`,
      options,
    );
    this.name = 'RateLimitWaitError';
  }
}

/** A call that is throttled so often in a row, at ever lower rates, is given up for this time. */
const mostThrottles = 10;

/** A call that failed in passing is made once more; further retries are Temporal's business, and both together would multiply. */
const mostFailures = 2;

export interface LimitedCall {
  region: string;
  operation: string;
  signal?: AbortSignal;
  /** It goes before all calls that can wait. */
  first?: boolean;
}

/** One call as it went, for metrics; a throttled one that is made again is two. */
export interface CallMade {
  readonly region: string;
  readonly operation: string;
  readonly outcome: 'ok' | 'throttled' | 'failed';
  /** Without the wait for its turn. */
  readonly seconds: number;
}

/**
 * What this process takes of the account's API budget: a bucket for each region and operation, so that a creation never queues behind
 * polls. The account is that of the process's credentials.
 */
export class RateLimiter {
  readonly #share: number;
  readonly #onCall: (call: CallMade) => void;
  readonly #buckets = new Map<string, TokenBucket>();

  /** @param share of the default rates: with N processes on one account 1/N each; more than 1 where AWS has granted more */
  constructor(share = 1, onCall: (call: CallMade) => void = () => undefined) {
    this.#share = share;
    this.#onCall = onCall;
  }

  bucket(region: string, operation: string): TokenBucket {
    const key = `${region} ${operation}`;
    const known = this.#buckets.get(key) ?? new TokenBucket(defaultRate(operation) * this.#share);
    this.#buckets.set(key, known);
    return known;
  }

  /** Makes a call when it is its turn, and again when it was throttled. @throws RateLimitWaitError, the signal's reason, the call's errors */
  async call<T>({ region, operation, signal, first }: LimitedCall, send: () => Promise<T>): Promise<T> {
    const bucket = this.bucket(region, operation);
    for (let throttles = 0, failures = 0; ;) {
      const token = await bucket.take(signal, first).catch((reason: unknown) => {
        const outOfTime = (reason as Error | undefined)?.name === 'TimeoutError';
        throw outOfTime ? new RateLimitWaitError(operation, bucket.rate, { cause: reason }) : reason;
      });
      const begun = performance.now();
      const made = (outcome: CallMade['outcome']): void =>
        this.#onCall({ region, operation, outcome, seconds: (performance.now() - begun) / 1_000 });
      try {
        const answer = await send();
        made('ok');
        bucket.succeeded();
        return answer;
      } catch (error) {
        made(isThrottled(error) ? 'throttled' : 'failed');
        if (isThrottled(error)) {
          bucket.throttled(token, retryAfterMilliseconds(error));
          if (++throttles === mostThrottles) throw error;
        } else {
          const passing = classifyOwn(error)?.type === 'ServiceUnavailable' && signal?.aborted !== true;
          if (!passing || ++failures === mostFailures) throw error;
        }
      }
    }
  }
}
