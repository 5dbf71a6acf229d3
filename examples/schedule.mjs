// Trains and deploys every night, by a schedule of Temporal's: nothing of yours has to run but workers.
//   node examples/schedule.mjs [now]
// `now` also triggers it at once, and waits for that run. Run it again to change the schedule: `temporal schedule delete` ends it.
import { Client, Connection, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import { Tunewright } from 'tunewright';
import { taskQueue, workflowTypes } from 'tunewright/contract';

const scheduleId = 'nightly-reviews';

/** @type {import('tunewright').FineTuneRequest} */
const request = {
  model: { id: 'tensorflow-tc-local-use-lite-en' },
  // Nobody is awake to decide: a model that is not good enough is not deployed.
  gates: { deployment: { rule: 'validation:accuracy>=0.7', deadlineInSeconds: 3_600, onDeadline: 'reject' } },
  // The same endpoint every night, which goes should nobody renew it.
  endpoint: { name: 'reviews', update: {}, timeToLiveInSeconds: 2 * 86_400 },
};
const spec = { calendars: [{ hour: 3 }] };
const policies = { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '6 hours' };
/** @type {import('@temporalio/client').ScheduleOptionsStartWorkflowAction<import('@temporalio/client').Workflow>} */
const action = {
  type: 'startWorkflow',
  workflowType: workflowTypes.fineTune,
  taskQueue,
  // Temporal adds the time to it: each night is a run of its own.
  workflowId: scheduleId,
  args: [request],
};

const { connectionOptions, namespace = 'default' } = loadClientConnectConfig();
const connection = await Connection.connect(connectionOptions);
const { schedule: schedules } = new Client({ connection, namespace });
const tunewright = await Tunewright.connect();
try {
  const schedule = await schedules.create({ scheduleId, spec, policies, action }).catch(async (error) => {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const known = schedules.getHandle(scheduleId);
    await known.update((was) => ({ ...was, spec, policies, action }));
    return known;
  });
  console.log('next:', (await schedule.describe()).info.nextActionTimes[0]?.toISOString());
  if (process.argv[2] === 'now') {
    await schedule.trigger();
    const run = tunewright.run(await started(schedule));
    const { endpoint } = await run.result();
    console.log(`${run.id} is done: ${endpoint?.name} is live until ${endpoint?.expiresAt}`);
  }
} finally {
  await tunewright.close();
  await connection.close();
}

/**
 * The run that was triggered last; the schedule starts it in a moment.
 * @param {import('@temporalio/client').ScheduleHandle} schedule
 * @returns {Promise<string>}
 */
async function started(schedule) {
  for (;;) {
    const action = (await schedule.describe()).info.recentActions.at(-1)?.action;
    if (action !== undefined) return action.workflow.workflowId;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
