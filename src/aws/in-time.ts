/** A plan is better without what only improves it than late. */
const patienceInMilliseconds = 20_000;

/**
 * Asks for what a plan can do without, for a limited time. Only the end of `signal` is thrown; whatever else goes wrong ends the asking.
 * @param ask gets a signal that also ends with the time
 */
export async function inTime(ask: (signal: AbortSignal) => Promise<void>, signal?: AbortSignal): Promise<void> {
  // Held by its timer: Node.js 20 collects an AbortSignal.timeout that is known only to AbortSignal.any, and then it never comes.
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), patienceInMilliseconds);
  try {
    await ask(AbortSignal.any([limit.signal, ...(signal === undefined ? [] : [signal])]));
  } catch {
    signal?.throwIfAborted();
  } finally {
    clearTimeout(timer);
  }
}
