/** The names of this machine that a browser may have in its address bar, with the port: whole strings, no patterns. */
export function allowedHosts(port: number, more: readonly string[] = []): ReadonlySet<string> {
  const local = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`];
  return new Set([...local, ...more.map((name) => name.toLowerCase())]);
}

/** A page whose domain was made to resolve to 127.0.0.1 (DNS rebinding) still sends that domain here. */
export const isAllowedHost = (hosts: ReadonlySet<string>, header: string | undefined): boolean =>
  header !== undefined && hosts.has(header.toLowerCase());

/** Is that the origin of a page of ours? */
export function isOwnOrigin(hosts: ReadonlySet<string>, origin: string): boolean {
  const [scheme, host, ...rest] = origin.split('://');
  return rest.length === 0 && (scheme === 'http' || scheme === 'https') && isAllowedHost(hosts, host);
}
