import type { Client } from '@temporalio/client';
import { runTypes } from '../../contract/workflow-types.js';
import type { RunKind } from '../../contract/run/run-kinds.js';
import type { Preflight } from '../start/preflight.js';
import type { TemporalAccess } from '../temporal.js';
import { createSchedule } from './create-schedule.js';
import { keptIn, Schedule } from './schedule.js';
import type { ScheduleStatus } from './schedule.js';
import type { ScheduleTimes } from './schedule-options.js';
import { scheduleWarnings } from './schedule-warnings.js';

/** A schedule in a list. Plain JSON; times are ISO 8601. */
export type ScheduleSummary = Pick<ScheduleStatus, 'schedule' | 'type' | 'times' | 'usdAtMost' | 'paused' | 'note'> & {
  readonly next: string | null;
  /** The run that it started last. */
  readonly lastRun: string | null;
};

/** Schedules of Temporal that start runs: nothing of yours has to be there at the time but workers. */
export class Schedules {
  readonly #temporal: TemporalAccess;

  constructor(temporal: TemporalAccess) {
    this.#temporal = temporal;
  }

  /**
   * Makes a schedule of a request that was looked at; resolves with what it would do that may not be meant.
   * @throws InvalidInputError for times that can't be, and where there is a schedule of that id
   */
  async create<K extends RunKind>(id: string, looked: Preflight<K>, times: ScheduleTimes): Promise<string[]> {
    await createSchedule(this.#temporal, id, looked, times);
    const { next } = await this.get(id).status();
    return scheduleWarnings(
      looked.plan,
      times,
      next.map((time) => new Date(time)),
    );
  }

  /** The schedule of that id; asks nobody whether there is one. */
  get(id: string): Schedule {
    return new Schedule(this.#temporal.client, id);
  }

  /** Those that start runs of Tunewright. */
  async *list(): AsyncGenerator<ScheduleSummary> {
    for await (const { scheduleId, action, memo, state, info } of listed(this.#temporal.client)) {
      if (action === undefined || !runTypes.includes(action.workflowType)) continue;
      yield {
        schedule: scheduleId,
        type: action.workflowType,
        ...keptIn(memo),
        paused: state.paused,
        // A server tells none as an empty one.
        note: state.note || null,
        next: info.nextActionTimes[0]?.toISOString() ?? null,
        lastRun: info.recentActions.at(-1)?.action.workflow.workflowId ?? null,
      };
    }
  }
}

const listed = (client: Client): ReturnType<Client['schedule']['list']> => client.schedule.list();
