import { expect, test } from 'vitest';
import { endpointConfigRequest, endpointRequest, modelRequest, trainingRequest } from '../../../src/plan/index.js';
import { planOf } from '../support.js';

const first = { rung: 0, attempt: 1 };

test('every resource of a run bears the tag by which the run knows it, whatever was asked for', async () => {
  const plan = await planOf({ tags: { team: 'reviews' } });
  const bodies = [
    trainingRequest(plan, first),
    modelRequest(plan, first, { tarball: 's3://b/model.tar.gz' }),
    endpointConfigRequest(plan, first),
    endpointRequest(plan, 1),
  ];
  for (const { Tags } of bodies)
    expect(Tags).toEqual(expect.arrayContaining([{ Key: 'tunewright:run', Value: plan.run.workflowId }]));
});
