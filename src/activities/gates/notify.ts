import { Context } from '@temporalio/activity';
import type { Activities, Notice } from '../../contract/activities.js';
import { deadline } from '../waiting/deadline.js';
import { failure } from '../failures.js';
import type { Services } from '../services.js';

/** Milliseconds. */
const patience = 10_000;

/**
 * Posts JSON: `text` as Slack's incoming webhooks show it, and the parts for programs. The URL is a secret of the worker:
 * no message and no cause may hold it, and no redirect may carry the notice elsewhere.
 */
export const notify =
  ({ webhooks }: Services): Activities['notify'] =>
  async ({ to, ...notice }) => {
    const url = Object.hasOwn(webhooks, to) ? webhooks[to] : undefined;
    if (url === undefined) {
      throw failure(
        'InvalidRequest',
        `the worker knows no webhook "${to}"; name it in the JSON file that TUNEWRIGHT_WEBHOOKS names`,
      );
    }
    const status = await post(url, to, notice);
    if (status >= 200 && status < 300) return;
    const again = status >= 500 || status === 429;
    throw failure(again ? 'ServiceUnavailable' : 'RequestRefused', `webhook "${to}" answered ${status}`);
  };

async function post(url: string, to: string, notice: Omit<Notice, 'to'>): Promise<number> {
  const { cancellationSignal } = Context.current();
  const { signal, release } = deadline(cancellationSignal, patience);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(notice),
      redirect: 'manual',
      signal,
    });
    await answer.body?.cancel();
    return answer.status;
  } catch (error) {
    cancellationSignal.throwIfAborted();
    throw failure('ServiceUnavailable', `webhook "${to}" does not answer (${codeOf(error)})`);
  } finally {
    release();
  }
}

/** Only what can't hold a URL: `ECONNREFUSED`, `TimeoutError`. */
function codeOf(error: unknown): string {
  const { name, cause } = error as Error & { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : name;
}
