import { z } from 'zod';
import { instant } from './shared.js';

export const scheduleId = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'Id of a schedule', examples: ['nightly'] });

/** A schedule that starts runs. */
export const scheduleSummary = z
  .object({
    schedule: scheduleId,
    type: z.string().describe('fineTune or deploy'),
    times: z.string().nullable().describe('When its runs are due; null: it was made elsewhere'),
    usdAtMost: z
      .number()
      .nullable()
      .describe('US dollars that a run may cost, by the plan as of its creation; null: not known'),
    paused: z.boolean(),
    note: z.string().nullable().describe('Why it is paused, or was resumed'),
    next: instant.nullable(),
    lastRun: z.string().nullable().describe('The run that it started last'),
  })
  .meta({ id: 'ScheduleSummary' });
export type ScheduleSummary = z.infer<typeof scheduleSummary>;

export const scheduleList = z.object({ schedules: z.array(scheduleSummary) }).meta({ id: 'ScheduleList' });
export type ScheduleList = z.infer<typeof scheduleList>;

/** Answer of `GET /api/v1/schedules/:schedule`. */
export const scheduleView = scheduleSummary
  .omit({ next: true, lastRun: true })
  .extend({
    timeZone: z.string().nullable(),
    overlap: z.string().describe('What becomes of a run that is due while the one before goes on'),
    catchUpInSeconds: z.number(),
    pauseOnFailure: z.boolean(),
    next: z.array(instant),
    recent: z.array(z.object({ at: instant, run: z.string() })).describe('Newest last'),
    running: z.array(z.string()),
    started: z.int(),
    skippedByOverlap: z.int(),
    missed: z.int(),
  })
  .meta({ id: 'Schedule' });
export type ScheduleView = z.infer<typeof scheduleView>;

/** Body of `POST /api/v1/schedules/:schedule/changes`. */
export const scheduleChangeRequest = z
  .strictObject({
    change: z.enum(['pause', 'resume', 'trigger']).describe('trigger: a run now, by the rule of overlaps'),
    note: z.string().min(1).max(700).optional().describe('Why; kept with a pause or a resumption'),
  })
  .meta({ id: 'ScheduleChangeRequest', examples: [{ change: 'pause', note: 'over the holidays' }] });
export type ScheduleChangeRequest = z.infer<typeof scheduleChangeRequest>;

export const scheduleChanged = z
  .object({ schedule: scheduleId, change: z.enum(['pause', 'resume', 'trigger']) })
  .meta({ id: 'ScheduleChanged' });
export type ScheduleChanged = z.infer<typeof scheduleChanged>;
