const always = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether a Host header names this machine. A web page that made its own domain resolve to 127.0.0.1 (DNS rebinding)
 * still sends that domain here.
 */
export function isAllowedHost(header: string | undefined, hostNames: readonly string[]): boolean {
  const host = header?.replace(/:\d*$/, '').toLowerCase();
  return host !== undefined && (always.includes(host) || hostNames.some((name) => name.toLowerCase() === host));
}
