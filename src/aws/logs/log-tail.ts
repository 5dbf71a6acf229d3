const tailLines = 20;
/** Characters of a line that are told. */
export const lineLength = 300;
/** With the epochs a heartbeat stays below 16 KB, also in a script of three bytes a character. */
const tailBytes = 8_000;

/** The newest lines of a log, as many of them, and as much of each, as a heartbeat has room for. */
export function logTail(lines: readonly string[]): string[] {
  const kept: string[] = [];
  let bytes = 0;
  for (const line of lines.slice(-tailLines).toReversed()) {
    const shown = line.slice(0, lineLength);
    bytes += Buffer.byteLength(JSON.stringify(shown));
    if (bytes > tailBytes) break;
    kept.unshift(shown);
  }
  return kept;
}
