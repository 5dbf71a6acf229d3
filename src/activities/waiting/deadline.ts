export interface Deadline {
  /** Aborted with the signal that it was made from, or as a TimeoutError when the time is over. */
  signal: AbortSignal;
  /** True when the time is over. */
  passed: () => boolean;
  /** Lets go of timer and signal. */
  release: () => void;
}

/**
 * Ends with a signal or after so many milliseconds. Not `AbortSignal.any`: Node.js 20 collects a timeout that is known only to such a
 * signal as garbage, and then it never comes.
 */
export function deadline(signal: AbortSignal, milliseconds: number): Deadline {
  const controller = new AbortController();
  let passed = false;
  const forward = (): void => controller.abort(signal.reason);
  const timer = setTimeout(() => {
    passed = true;
    controller.abort(new DOMException('the time for it is over', 'TimeoutError'));
    release();
  }, milliseconds);
  timer.unref();
  const release = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', forward);
  };
  if (signal.aborted) forward();
  else signal.addEventListener('abort', forward, { once: true });
  return { signal: controller.signal, passed: () => passed, release };
}
