/** Milliseconds: a clock that is wrong, or a proxy, may ask for days, in which nothing would be called. */
const longest = 300_000;

/** How long the service asks to be left alone, in milliseconds: `x-amz-retry-after` (milliseconds) or `retry-after` (seconds or a date); else 0. */
export function retryAfterMilliseconds(error: unknown, now = Date.now()): number {
  return Math.min(askedFor(error, now), longest);
}

function askedFor(error: unknown, now: number): number {
  const headers = (error as { $response?: { headers?: Record<string, string> } } | null)?.$response?.headers ?? {};
  const own = Number(headers['x-amz-retry-after']);
  if (own >= 0) return own;
  const general = headers['retry-after'];
  if (general === undefined) return 0;
  const seconds = Number(general);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(general);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
