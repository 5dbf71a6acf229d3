/** Now, in seconds since 1970 with milliseconds: how awsJson carries a time. */
export function nowInSeconds(): number {
  return Date.now() / 1000;
}
