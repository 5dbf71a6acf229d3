import type { IncomingMessage } from 'node:http';

/**
 * Does a page in a browser ask here, for more than to be shown something by a link? Browsers say where a request comes from, and no page
 * can forge it.
 */
export function isFromPage({ method, headers }: IncomingMessage): boolean {
  const { origin, 'sec-fetch-site': site = 'none', 'sec-fetch-mode': mode } = headers;
  const isLink = (method === 'GET' || method === 'HEAD') && mode === 'navigate';
  return origin !== undefined || (site !== 'none' && !isLink);
}
