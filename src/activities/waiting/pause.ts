/**
 * Waits so many milliseconds, or until `sooner` resolves. @returns whether that came first
 * @throws the signal's reason when that is aborted before
 */
export function pause(milliseconds: number, signal: AbortSignal, sooner?: Promise<void>): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const over = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    };
    const abort = (): void => {
      over();
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      over();
      resolve(false);
    }, milliseconds);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    void sooner?.then(() => {
      over();
      resolve(true);
    });
  });
}
