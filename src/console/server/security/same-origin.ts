import type { IncomingHttpHeaders } from 'node:http';
import { isOwnOrigin } from './allowed-hosts.js';

const safeMethods = new Set(['GET', 'HEAD']);

/** What is known of a request before anybody is asked who sent it. */
export interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** It carries a bearer token, or a token in its body: no browser adds one by itself. */
  readonly hasOwnSecret: boolean;
  /** Under `/api`, where answers tell something and calls do something. */
  readonly isApi: boolean;
}

/**
 * Why another page may not send this, or null. Cookies know no ports: a page of another server of this machine sends ours too, and
 * `SameSite` does not stop it; what stops it is that a browser says where a request comes from.
 */
export function crossOriginFault(
  hosts: ReadonlySet<string>,
  { method, headers, hasOwnSecret, isApi }: Asked,
): string | null {
  const site = headers['sec-fetch-site'];
  const foreign = 'a page of another origin may not ask this of the console';
  if (safeMethods.has(method)) return isApi && (site === 'cross-site' || site === 'same-site') ? foreign : null;
  if (site !== undefined) return site === 'same-origin' ? null : foreign;
  const { origin } = headers;
  if (origin !== undefined) return isOwnOrigin(hosts, origin) ? null : foreign;
  return hasOwnSecret ? null : 'programs send a bearer token (tunewright console token create), or an Origin';
}
