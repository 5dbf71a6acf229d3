import type { LogEvent } from './log-store.js';

export interface TimeSpan {
  /** Milliseconds since 1970; from the first, up to but without the second. */
  readonly startTime?: number;
  readonly endTime?: number;
}

export function isWithin({ timestamp }: LogEvent, { startTime = 0, endTime = Infinity }: TimeSpan): boolean {
  return timestamp >= startTime && timestamp < endTime;
}
