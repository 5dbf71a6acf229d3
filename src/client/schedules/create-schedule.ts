import { ScheduleAlreadyRunning } from '@temporalio/client';
import type { RunKind } from '../../contract/run/run-kinds.js';
import type { Problem } from '../../contract/problems.js';
import { workflowTypes } from '../../contract/workflow-types.js';
import { InvalidInputError } from '../errors.js';
import type { Preflight } from '../start/preflight.js';
import type { TemporalAccess } from '../temporal.js';
import type { ScheduleTimes } from './schedule-options.js';
import { overlaps, temporalTimes, timesText } from './schedule-options.js';

/** Has Temporal start a run of its own whenever one is due; each gets the schedule's id with the time. @throws InvalidInputError */
export async function createSchedule<K extends RunKind>(
  { client, taskQueue }: Pick<TemporalAccess, 'client' | 'taskQueue'>,
  id: string,
  { kind, request, plan }: Preflight<K>,
  times: ScheduleTimes,
): Promise<void> {
  const problems = timesProblems(id, times);
  if (problems.length > 0) throw new InvalidInputError(problems);
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

/** What the server would take for something else, or tell without its name. */
function timesProblems(id: string, times: ScheduleTimes): Problem[] {
  const { cron = [], everySeconds, overlap = 'skip', catchUpInSeconds = leastCatchUpInSeconds } = times;
  const expected: [field: string, fits: boolean, message: string][] = [
    ['schedule', typeof (id as unknown) === 'string' && id !== '', 'must be the id of the schedule'],
    ['cron', Array.isArray(cron), `must be a list of cron expressions, such as ["0 3 * * *"]`],
    [
      'cron',
      cron.length > 0 || everySeconds !== undefined,
      'is missing; say when runs are due, by cron or an interval',
    ],
    ['everySeconds', everySeconds === undefined || everySeconds >= 1, `${everySeconds} is too short; at least 1 s`],
    ['overlap', overlap in overlaps, `"${overlap}" must be one of ${Object.keys(overlaps).join(', ')}`],
    [
      'catchUpInSeconds',
      catchUpInSeconds >= leastCatchUpInSeconds,
      `${catchUpInSeconds} is too short; Temporal takes ${leastCatchUpInSeconds} s at least`,
    ],
  ];
  return expected.filter(([, fits]) => !fits).map(([field, , message]) => ({ field, message }));
}

const leastCatchUpInSeconds = 10;

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
