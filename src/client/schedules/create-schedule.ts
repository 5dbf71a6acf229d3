import { ScheduleAlreadyRunning } from '@temporalio/client';
import type { RunKind } from '../../contract/run/run-kinds.js';
import { workflowTypes } from '../../contract/workflow-types.js';
import { InvalidInputError } from '../errors.js';
import type { Preflight } from '../start/preflight.js';
import type { TemporalAccess } from '../temporal.js';
import type { ScheduleTimes } from './schedule-options.js';
import { temporalTimes, timesText } from './schedule-options.js';

/** Has Temporal start a run of its own whenever one is due; each gets the schedule's id with the time. @throws InvalidInputError */
export async function createSchedule<K extends RunKind>(
  { client, taskQueue }: Pick<TemporalAccess, 'client' | 'taskQueue'>,
  id: string,
  { kind, request, plan }: Preflight<K>,
  times: ScheduleTimes,
): Promise<void> {
  if ((times.cron ?? []).length === 0 && times.everySeconds === undefined) {
    throw new InvalidInputError([
      { field: 'cron', message: 'is missing; say when runs are due, by cron or an interval' },
    ]);
  }
  try {
    await client.schedule.create({
      scheduleId: id,
      ...temporalTimes(times),
      memo: { times: timesText(times), ...(plan.cost.atMost !== null && { usdAtMost: plan.cost.atMost }) },
      action: {
        type: 'startWorkflow',
        workflowType: workflowTypes[kind],
        workflowId: id,
        taskQueue,
        args: [request],
        staticSummary: `${plan.model.id} ${plan.model.version}, by the schedule ${id}`,
      },
    });
  } catch (error) {
    throw inWords(error, id);
  }
}

/** What the server says of times that can't be. */
function inWords(error: unknown, id: string): unknown {
  if (error instanceof ScheduleAlreadyRunning) {
    const message = `"${id}" exists; delete it first, or choose another id`;
    return new InvalidInputError([{ field: 'schedule', message }]);
  }
  if (!(error instanceof TypeError)) return error;
  const field = /time zone/.test(error.message) ? 'timeZone' : 'cron';
  return new InvalidInputError([{ field, message: error.message }]);
}
