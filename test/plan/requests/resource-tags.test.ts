import { expect, test } from 'vitest';
import { defined } from '../../../src/contract/defined.js';
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

test('the tags name the Temporal namespace of the run, which alone can tell whether it goes on', async () => {
  const { run, ...plan } = await planOf({});
  const tags = (namespace?: string) =>
    endpointRequest({ ...plan, run: { ...run, ...defined({ namespace }) } }, 1).Tags.map(
      ({ Key, Value }) => `${Key}=${Value}`,
    );
  expect(tags('prod.a1b2c')).toContain('tunewright:namespace=prod.a1b2c');
  expect(tags().filter((tag) => tag.startsWith('tunewright:namespace'))).toEqual([]);
});
