/** Browsers open six connections to an origin over HTTP/1.1: four may be streams, so that the seventh tab still loads. */
const slots = 4;

/**
 * A slot for a stream, shared by all tabs of the browser; a tab that closes gives its own back.
 * @returns what gives it back; null: none is free
 */
export async function takeSlot(): Promise<(() => void) | null> {
  // Locks are there in a secure context only, which localhost is too. Without them nobody counts.
  if (!('locks' in navigator)) return () => {};
  for (let slot = 1; slot <= slots; slot++) {
    const giveBack = await lock(`tunewright-stream-${slot}`);
    if (giveBack !== null) return giveBack;
  }
  return null;
}

const lock = (name: string): Promise<(() => void) | null> =>
  new Promise((resolve) => {
    void navigator.locks.request(name, { ifAvailable: true }, (held) => {
      if (held !== null) return new Promise<void>((giveBack) => resolve(giveBack));
      resolve(null);
      return undefined;
    });
  });
