import type { Session } from '../../api/index.js';
import { call } from './fetch.js';
import { cache } from './queries.js';

export const signIn = (token: string): Promise<Session> => call('POST', '/api/session', { token });

export async function signOut(): Promise<void> {
  await call('DELETE', '/api/session');
  cache.clear();
}

/** The token stands in the fragment, which no server log and no referrer sees; it leaves the address at once. */
export async function signInByLink(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token === null) return;
  history.replaceState(null, '', location.pathname + location.search);
  // A token that is refused: the sign-in page says so, by the first answer that is refused too.
  await signIn(token).catch(() => undefined);
}
