import { duration } from '../../../view/duration.js';

/** Intervals come in seconds: in the unit that people think in. */
export const dueEvery = (times: string, every: string): string =>
  times.replace(/\bevery (\d+) s\b/g, (_whole, seconds: string) => `${every} ${duration(Number(seconds))}`);
