import type { IncomingMessage } from 'node:http';
import { finished } from 'node:stream/promises';

const mostMilliseconds = 5000;

/**
 * Reads and drops what is left of a body, to its end or to that of the connection, for 5 s at most. A client that is answered while it
 * still writes may see a broken connection instead of the answer, and try again what has been refused.
 */
export async function drain(request: IncomingMessage): Promise<void> {
  request.resume();
  await finished(request, { signal: AbortSignal.timeout(mostMilliseconds) }).catch(() => undefined);
}
