import type { Client, ScheduleDescription, ScheduleHandle, ScheduleOverlapPolicy } from '@temporalio/client';
import { ScheduleNotFoundError } from '@temporalio/client';
import { InvalidInputError } from '../errors.js';

/** A schedule as Temporal keeps it. Plain JSON; times are ISO 8601. */
export interface ScheduleStatus {
  readonly schedule: string;
  /** Workflow type of its runs: `fineTune` or `deploy`. */
  readonly type: string;
  /** When its runs are due, as it was asked for; null for a schedule that was made elsewhere. */
  readonly times: string | null;
  readonly timeZone: string | null;
  /** What a run of it may cost, by the plan as of its creation; null where that is not known. */
  readonly usdAtMost: number | null;
  readonly paused: boolean;
  readonly note: string | null;
  readonly overlap: string;
  readonly catchUpInSeconds: number;
  readonly pauseOnFailure: boolean;
  readonly next: readonly string[];
  /** Newest last; each with the run that it started. */
  readonly recent: readonly { readonly at: string; readonly run: string }[];
  readonly running: readonly string[];
  readonly started: number;
  /** Not started, since the run before still went on. */
  readonly skippedByOverlap: number;
  /** Not started, since they would have been too late. */
  readonly missed: number;
}

/** One schedule, whoever made it. */
export class Schedule {
  readonly id: string;
  readonly #handle: ScheduleHandle;

  constructor(client: Client, id: string) {
    this.id = id;
    this.#handle = client.schedule.getHandle(id);
  }

  /** @throws InvalidInputError when there is no such schedule */
  async status(): Promise<ScheduleStatus> {
    return statusOf(await this.#known(() => this.#handle.describe()));
  }

  /** Nothing is started until it is resumed; runs that go on are left alone. @throws InvalidInputError when there is no such schedule */
  pause(note = 'paused'): Promise<void> {
    return this.#known(() => this.#handle.pause(note));
  }

  /** @throws InvalidInputError when there is no such schedule */
  resume(note = 'resumed'): Promise<void> {
    return this.#known(() => this.#handle.unpause(note));
  }

  /** Starts a run now, by the schedule's own rule of overlaps, asked for where it is not known: the run knows the one before it. @throws InvalidInputError when there is no such schedule */
  async trigger(known?: Pick<ScheduleStatus, 'overlap'>): Promise<void> {
    const { overlap } = known ?? (await this.status());
    await this.#known(() => this.#handle.trigger(overlap as ScheduleOverlapPolicy));
  }

  /**
   * Starts what was due between two times, one after the other.
   * @throws InvalidInputError when there is no such schedule, and for times that are none, in the future, or the wrong way round
   */
  async backfill(start: Date, end: Date): Promise<void> {
    if (!(start.getTime() < end.getTime())) throw wrongEnd('must be later than the start');
    // The server would start now what is due then.
    if (end.getTime() > Date.now()) throw wrongEnd(`${end.toISOString()} is still to come; nothing was due then yet`);
    return this.#known(() => this.#handle.backfill([{ start, end, overlap: 'BUFFER_ALL' }]));
  }

  /** Runs that it started go on. @throws InvalidInputError when there is no such schedule */
  delete(): Promise<void> {
    return this.#known(() => this.#handle.delete());
  }

  async #known<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
      const message = `"${this.id}" does not exist; list the schedules with: tunewright schedules list`;
      throw new InvalidInputError([{ field: 'schedule', message }]);
    }
  }
}

const wrongEnd = (message: string): InvalidInputError => new InvalidInputError([{ field: 'end', message }]);

/** What its creation left in the memo, which comes with every list. */
export function keptIn(memo: Record<string, unknown> | undefined): Pick<ScheduleStatus, 'times' | 'usdAtMost'> {
  const { times, usdAtMost } = memo ?? {};
  return {
    times: typeof times === 'string' ? times : null,
    usdAtMost: typeof usdAtMost === 'number' ? usdAtMost : null,
  };
}

function statusOf({ scheduleId, action, memo, spec, state, policies, info }: ScheduleDescription): ScheduleStatus {
  return {
    schedule: scheduleId,
    type: action.workflowType,
    ...keptIn(memo),
    // Of intervals Temporal says an empty one.
    timeZone: spec.timezone || null,
    paused: state.paused,
    // A server tells none as an empty one.
    note: state.note || null,
    overlap: policies.overlap ?? 'SKIP',
    catchUpInSeconds: policies.catchupWindow / 1_000,
    pauseOnFailure: policies.pauseOnFailure,
    next: info.nextActionTimes.map((time) => time.toISOString()),
    recent: info.recentActions.map(({ takenAt, action: { workflow } }) => ({
      at: takenAt.toISOString(),
      run: workflow.workflowId,
    })),
    running: info.runningActions.map(({ workflow }) => workflow.workflowId),
    started: info.numActionsTaken,
    skippedByOverlap: info.numActionsSkippedOverlap,
    missed: info.numActionsMissedCatchupWindow,
  };
}
