import type { LogLevel } from '@temporalio/worker';

/** How the worker writes its log: lines for people, or a JSON document each. */
export type LogFormat = 'text' | 'json';

/** What the SDK logs: its level, a message, and of what it is about. */
export interface LogRecord {
  readonly level: LogLevel;
  readonly message: string;
  readonly meta?: Readonly<Record<string | symbol, unknown>>;
}

/** What serves nobody who reads, and would let its reader answer in the worker's place. */
const leftOut = new Set(['taskToken', 'error']);

/** One line. As JSON it has what the SDK tells: of which run (`workflowId`, `runId`), which activity, which attempt. */
export function logLine(format: LogFormat, { level, message, meta = {} }: LogRecord): string {
  const error: unknown = meta['error'];
  const reason = error instanceof Error ? error.message : undefined;
  if (format === 'text') return `${level} ${message}${reason === undefined ? '' : `: ${reason}`}`;
  const details = Object.entries(meta).filter(([name]) => !leftOut.has(name));
  const document = { time: new Date().toISOString(), level, message, ...Object.fromEntries(details), error: reason };
  return JSON.stringify(document, (_name, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
}
