import { describe, expect, test } from 'vitest';
import type { EndpointOptions } from '../../../../src/contract/run/requests.js';
import { decisionOf, planOf, problemsOf } from '../../support.js';

/** Warnings of an update of an endpoint, not those of the model. */
async function warnings(endpoint: Omit<EndpointOptions, 'name'>, id?: string): Promise<string[]> {
  const plan = await planOf({ endpoint: { name: 'reviews', ...endpoint } }, id === undefined ? {} : { id });
  return plan.warnings.filter((warning) => warning.startsWith('endpoint.update'));
}

const isolated = 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2';
const canary = { strategy: 'canary' } as const;

describe('the plan of an update', () => {
  test('has every option decided', async () => {
    const plan = await planOf({ endpoint: { name: 'reviews', update: {} } });
    expect(plan.hosting.update).toEqual({
      strategy: 'all-at-once',
      stepPercent: 100,
      bakeTimeInSeconds: 300,
      alarms: [],
    });
  });

  test('warns that network isolation may make AWS move all at once', async () => {
    expect((await warnings({ update: canary }, isolated)).join()).toContain(
      'with network isolation, AWS may fall back',
    );
  });

  test('warns that a key may make AWS move all at once', async () => {
    expect((await warnings({ update: canary, kmsKeyId: 'k' })).join()).toContain('with a KMS key');
  });

  test('warns that Inf1 instances make AWS move all at once', async () => {
    const found = await warnings({ update: canary, instanceType: 'ml.inf1.xlarge' });
    expect(found.join()).toContain('with ml.inf1 instances, AWS falls back');
  });

  test('warns of alarms that may not be watched', async () => {
    expect(await warnings({ update: { alarms: ['errors'] }, kmsKeyId: 'k' }, isolated)).toHaveLength(2);
  });

  test('warns of nothing where AWS moves all at once anyway', async () => {
    expect(await warnings({ update: {}, kmsKeyId: 'k' }, isolated)).toEqual([]);
  });
});

describe('the plan of an endpoint', () => {
  test('keeps its time to live', async () => {
    const plan = await planOf({ endpoint: { timeToLiveInSeconds: 3_600 } });
    expect(plan.hosting.timeToLiveInSeconds).toBe(3_600);
  });

  test('has a volume of its own only where the instances have no disks', async () => {
    const plan = await planOf({ endpoint: { instanceType: ['ml.p2.xlarge', 'ml.g5.xlarge'] } }, { volumeSize: 256 });
    expect(plan.hosting.rungs.map(({ volumeSizeInGB }) => volumeSizeInGB)).toEqual([256, undefined]);
  });

  test('is empty, costs nothing and complains of nothing where only training is asked for', async () => {
    expect(await decisionOf({ deploy: false })).toMatchObject({
      plan: { deploy: false, hosting: { rungs: [] }, cost: { endpointPerHour: 0, endpointHours: 0 } },
      problems: [],
    });
  });

  test('is there unless only training is asked for', async () => {
    const plan = await planOf({});
    expect([plan.deploy, plan.hosting.rungs.length]).toEqual([true, 1]);
  });
});

describe('held-out rows', () => {
  test('are the evaluation data', async () => {
    const plan = await planOf({ evaluationData: 's3://b/held-out/data.csv', validationData: 's3://b/v/' });
    expect(plan.evaluationUri).toBe('s3://b/held-out/');
    expect(plan.warnings).toContainEqual(expect.stringContaining('evaluationData: "s3://b/held-out/data.csv"'));
  });

  test('are the validation data where no evaluation data is given', async () => {
    expect((await planOf({ validationData: 's3://b/v/' })).evaluationUri).toBe('s3://b/v/');
  });

  test('are missing where neither is given', async () => {
    expect(await planOf({})).not.toHaveProperty('evaluationUri');
  });

  test('and an update let a plan compare with the live model', async () => {
    const problems = await problemsOf({
      gates: { traffic: 'better-than-live' },
      evaluationData: 's3://b/held-out/',
      endpoint: { name: 'reviews', update: {} },
    });
    expect(problems).toEqual([]);
  });
});

describe('a plan that isolates the training', () => {
  const told = async (enableNetworkIsolation: boolean, more = {}): Promise<string[]> => {
    const request = { training: { enableNetworkIsolation: true }, ...more };
    const { plan } = await decisionOf(request, { enableNetworkIsolation });
    return plan.warnings.filter((warning) => warning.startsWith('training.enableNetworkIsolation'));
  };

  test('says that only the training is isolated, where the endpoint is not', async () => {
    expect(await told(false)).toEqual([expect.stringContaining('isolates the training job alone')]);
    expect(await told(true)).toEqual([]);
    expect(await told(false, { deploy: false })).toEqual([]);
  });
});
