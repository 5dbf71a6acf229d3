import { expect, test } from 'vitest';
import type { Plan } from '../../src/contract/run/plan.js';
import { fakeActivities } from '../support/temporal/fake-activities.js';
import { planOf, requestOf } from '../support/temporal/plan.js';
import { withRun } from '../support/temporal/runs.js';
import { timeSkippingServer } from '../support/temporal/servers.js';

const server = timeSkippingServer();
const request = requestOf({ gates: { deployment: 'auto' } });

/** A plan for a model of the generation whose artifacts bring no inference script along, or of the one that does. */
function withScript(plan: Plan, repackScriptUri: string | undefined): Plan {
  const { repackScriptUri: _either, ...hosting } = plan.hosting;
  return { ...plan, hosting: { ...hosting, ...(repackScriptUri === undefined ? {} : { repackScriptUri }) } };
}

async function callsWith(repackScriptUri: string | undefined): Promise<string[]> {
  const { activities, calls } = fakeActivities({
    planRun: ({ run }) => Promise.resolve(withScript(planOf(request, run), repackScriptUri)),
  });
  await withRun(server, { activities, request }, (run) => run.result());
  return calls;
}

test('the inference script is put into a script-mode artifact after training and before the model is created', async () => {
  const calls = await callsWith('s3://jumpstart/sourcedir.tar.gz');
  const [trained, repacked, created] = ['watchTrainingJob', 'repackModel', 'createModel'].map((name) =>
    calls.indexOf(name),
  );
  expect([trained, repacked, created]).toEqual([trained, repacked, created].toSorted((a, b) => (a ?? 0) - (b ?? 0)));
  expect(repacked).toBeGreaterThan(-1);
});

test('a prepacked artifact is deployed as it is', async () => {
  expect(await callsWith(undefined)).not.toContain('repackModel');
});
