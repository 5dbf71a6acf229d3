import { expect, test } from 'vitest';
import { failure } from '../../src/activities/failures.js';
import { resourceName } from '../../src/contract/names.js';
import type { PhaseName } from '../../src/contract/run/status.js';
import type { ActivityName } from '../support/temporal/fake-activities.js';
import { fakeActivities, metrics } from '../support/temporal/fake-activities.js';
import { datasetReport, requestOf } from '../support/temporal/plan.js';
import { decide, failureOf, statusOf, untilOpen, withRun } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const { uri, rows, classes } = datasetReport;

test('at an open gate the status tells what a human needs to decide', async () => {
  const { activities } = fakeActivities();
  const request = requestOf({ gates: { deployment: 'manual' }, gateDeadlineInSeconds: 3_600 });
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    const status = await statusOf(run);
    expect(status).toMatchObject({
      run: run.workflowId,
      type: 'fineTune',
      phase: 'approve',
      outcome: 'running',
      model: { id: 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2', version: '2.0.10' },
      dataset: { uri, rows, classes },
      warnings: [],
      gates: [
        {
          gate: 'deployment',
          rule: 'manual',
          state: 'open',
          deadline: expect.any(String) as string,
          digest: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        },
      ],
      resources: [
        {
          kind: 'training job',
          name: resourceName({ workflowId: run.workflowId, firstExecutionRunId: run.firstExecutionRunId }),
          state: 'Completed',
        },
      ],
      metrics,
      epochs: [{ epoch: 1, epochs: 1, valAccuracy: 0.91 }],
      notes: [],
    });
    await decide(run, { decision: 'approve', by: 'ana' });
    await run.result();
  });
});

test('what the training job warned of stands before whoever decides', async () => {
  const warnings = ['the encoder knows English'];
  const as = fakeActivities().activities;
  const { activities } = fakeActivities({
    watchTrainingJob: async (input) => ({ ...(await as.watchTrainingJob(input)), warnings }),
  });
  const request = requestOf({ gates: { deployment: 'manual' } });
  await withRun(server, { activities, request }, async (run) => {
    await untilOpen(run, 'deployment');
    expect((await statusOf(run)).warnings).toEqual(warnings);
    await decide(run, { decision: 'approve', by: 'ana' });
    await run.result();
  });
});

test('a finished run keeps its decision, its live endpoint and its smoke test in the status', async () => {
  const { activities } = fakeActivities();
  await withRun(
    server,
    { activities, request: requestOf({ gates: { deployment: 'validation:accuracy>=0.9' } }) },
    async (run) => {
      await run.result();
      const { phase, outcome, gates, resources, smokeTest } = await statusOf(run);
      expect({ phase, outcome, passed: smokeTest?.passed }).toEqual({ phase: 'done', outcome: 'done', passed: true });
      expect(gates).toMatchObject([{ gate: 'deployment', state: 'approved', decision: { by: 'rule' } }]);
      expect(resources.map(({ kind, state }) => `${kind}: ${state}`)).toEqual([
        'training job: Completed',
        'model: Created',
        'endpoint config: Created',
        'endpoint: InService',
      ]);
    },
  );
});

test.each<[ActivityName, PhaseName]>([
  ['checkData', 'plan'],
  ['startTrainingJob', 'train'],
  ['watchTrainingJob', 'train'],
  ['createModel', 'deploy'],
  ['watchEndpoint', 'deploy'],
  ['smokeTestEndpoint', 'test'],
])('a run that fails in %s stands still in the phase %s', async (step, phase) => {
  const { activities } = fakeActivities({ [step]: () => Promise.reject(failure('AccessDenied', 'no such right')) });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    await failureOf(run);
    expect(await statusOf(run)).toMatchObject({
      phase,
      outcome: 'failed',
      failure: { type: 'AccessDenied', message: expect.stringContaining('no such right') as string },
    });
  });
});

test('the notes of a failed run tell what was undone', async () => {
  const { activities } = fakeActivities({
    createEndpointConfig: () => Promise.reject(failure('RequestRefused', 'refused')),
  });
  await withRun(server, { activities, request: requestOf() }, async (run) => {
    await failureOf(run);
    expect((await statusOf(run)).notes).toEqual(['undoing: endpoint config', 'undoing: model']);
  });
});
