import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/**
 * A TCP port of 127.0.0.1 that nothing listens on at this moment. Nothing reserves it: use it at once, and be ready
 * for another process to have been faster.
 */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

/** Whether nothing listens on this TCP port of 127.0.0.1 at this moment. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    await listenOnce(port);
    return true;
  } catch {
    return false;
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address() as AddressInfo;
      server.close(() => resolve(address.port));
    });
  });
}
