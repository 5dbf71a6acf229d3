import { signedInLink } from '../commands/console/signed-in-link.js';

/** The link in the console's first line of JSON, which has address and token; a console that can't start says why in another. */
export function linkIn(line: string): string | null {
  const json = /^console: (\{.*\})$/.exec(line)?.[1];
  if (json === undefined) return null;
  const { url, token } = JSON.parse(json) as { url?: string; token?: string };
  return url === undefined || token === undefined ? null : signedInLink(url, token);
}
