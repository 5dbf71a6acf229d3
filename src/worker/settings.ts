import { z } from 'zod';
import { ownWords } from '../contract/schema/words.js';
import { InvalidSettingsError } from '../temporal/invalid-settings.js';

/** What the environment may set of a worker, each with its default. */
const schema = z.object({
  /** This process's part of the account's API budget: 1/N with N workers on one account; more than 1 where AWS has granted more. */
  TUNEWRIGHT_RATE_SHARE: z.coerce.number().positive().max(100).default(1),
  /** Activities at a time. Every run that waits holds one, and what they leave is for everything else. */
  TUNEWRIGHT_ACTIVITY_SLOTS: z.coerce.number().int().min(10).max(100_000).default(4_000),
});

/** What the environment says of a worker: its part of the account's API rates (above 0; 1 is all of them), and how many activities it runs at the same time. */
export interface WorkerSettings {
  rateShare: number;
  activitySlots: number;
}

/** The worker's settings out of an environment; a variable that is empty counts as not set. @throws InvalidSettingsError */
export function workerSettings(environment: NodeJS.ProcessEnv = process.env): WorkerSettings {
  const given = Object.keys(schema.shape).filter((name) => (environment[name] ?? '').trim() !== '');
  const parsed = schema.safeParse(Object.fromEntries(given.map((name) => [name, environment[name]])), {
    error: ownWords,
  });
  if (!parsed.success) {
    throw new InvalidSettingsError(
      parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
    );
  }
  const { TUNEWRIGHT_RATE_SHARE: rateShare, TUNEWRIGHT_ACTIVITY_SLOTS: activitySlots } = parsed.data;
  return { rateShare, activitySlots };
}
