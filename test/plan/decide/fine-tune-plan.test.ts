import { describe, expect, test } from 'vitest';
import type { FineTuneRequest } from '../../../src/contract/run/requests.js';
import { endpointConfigRequest, trainingRequest } from '../../../src/plan/index.js';
import { decisionOf, planOf, problemsOf } from '../support.js';

const first = { rung: 0, attempt: 1 };

async function trainingBody(request: Partial<FineTuneRequest>): Promise<ReturnType<typeof trainingRequest>> {
  const { plan, problems } = await decisionOf(request);
  expect(problems).toEqual([]);
  return trainingRequest(plan, first);
}

describe('the AWS side of a request goes into CreateTrainingJob', () => {
  test('spot training with its wait and its checkpoints', async () => {
    const spot = { maxWaitInSeconds: 400_000, checkpointUri: 's3://bucket/checkpoints/' };
    expect(await trainingBody({ training: { spot } })).toMatchObject({
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 360_000, MaxWaitTimeInSeconds: 400_000 },
      CheckpointConfig: { S3Uri: 's3://bucket/checkpoints/' },
    });
  });

  test('volume, its key, the key of the output and the time to keep warm', async () => {
    const training = { volumeSizeInGB: 77, volumeKmsKeyId: 'v', outputKmsKeyId: 'o', keepAlivePeriodInSeconds: 600 };
    expect(await trainingBody({ training })).toMatchObject({
      ResourceConfig: { VolumeSizeInGB: 77, VolumeKmsKeyId: 'v', KeepAlivePeriodInSeconds: 600 },
      OutputDataConfig: { KmsKeyId: 'o' },
    });
  });

  test('the metrics of the document, and no list where it has none', async () => {
    const plan = await planOf({});
    const [rung] = plan.training.rungs;
    const none = { ...plan, training: { ...plan.training, rungs: [{ ...rung!, metricDefinitions: [] }] } };
    expect(trainingRequest(plan, first).AlgorithmSpecification).toHaveProperty('MetricDefinitions');
    expect(trainingRequest(none, first).AlgorithmSpecification).not.toHaveProperty('MetricDefinitions');
  });

  test('subnets and security groups', async () => {
    const vpc = { subnets: ['subnet-1'], securityGroupIds: ['sg-1'] };
    expect(await trainingBody({ vpc })).toMatchObject({
      VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    });
  });

  test('isolation and encryption against what the document says', async () => {
    const body = await trainingBody({
      training: { enableNetworkIsolation: false, encryptInterContainerTraffic: false },
    });
    expect(body.EnableNetworkIsolation ?? false).toBe(false);
    expect(body.EnableInterContainerTrafficEncryption ?? false).toBe(false);
    expect(body.InputDataConfig.map(({ ChannelName }) => ChannelName)).not.toContain('code');
  });

  test("the user's tags, beside those of the run", async () => {
    const { Tags } = await trainingBody({ tags: { team: 'reviews' } });
    expect(Tags).toContainEqual({ Key: 'team', Value: 'reviews' });
    expect(Tags).toContainEqual({ Key: 'tunewright:run', Value: 'nightly' });
  });
});

describe('a decision', () => {
  test('has a rung with an image of its own for every instance type asked for', async () => {
    const plan = await planOf({ training: { instanceType: ['ml.g5.xlarge', 'ml.m5.xlarge'] } });
    expect(plan.training.rungs.map(({ imageUri }) => imageUri.split(':').at(-1))).toEqual([
      '2.9-gpu-py39',
      '2.9-cpu-py39',
    ]);
  });

  test('finds a wait for spot capacity that is shorter than the runtime it covers', async () => {
    const problems = await problemsOf({ training: { spot: { maxWaitInSeconds: 60 } } });
    expect(problems.map(({ field }) => field)).toEqual(['training.spot.maxWaitInSeconds']);
  });

  test.each([
    ['training.volumeKmsKeyId', { training: { volumeKmsKeyId: 'k', instanceType: ['ml.p3.2xlarge', 'ml.g5.xlarge'] } }],
    ['endpoint.kmsKeyId', { endpoint: { kmsKeyId: 'k', instanceType: 'ml.g4dn.xlarge' } }],
  ])('finds a key that instances with disks of their own do not take: %s', async (field, request) => {
    expect(await problemsOf(request)).toEqual([
      {
        field,
        message: expect.stringMatching(/^ml\.g(5|4dn)\.xlarge has disks of its own.*leave the key out/) as string,
      },
    ]);
  });

  test('takes a key for the volumes of instances that have no disks', async () => {
    const training = { volumeKmsKeyId: 'k', instanceType: 'ml.p3.2xlarge' };
    expect(await problemsOf({ training, endpoint: { kmsKeyId: 'k', instanceType: 'ml.m5.xlarge' } })).toEqual([]);
  });

  test.each([
    ['ml.g5.xlarge', 1],
    ['ml.p3.2xlarge', 0],
  ])('warns once that a size asked for says little on %s: %i', async (instanceType, times) => {
    const spot = { maxWaitInSeconds: 400_000, thenOnDemand: true };
    const { warnings } = await planOf({ training: { instanceType, volumeSizeInGB: 200, spot } });
    expect(warnings.filter((warning) => warning.startsWith('training.volumeSizeInGB'))).toHaveLength(times);
  });

  test('finds a gate that asks for a metric too early', async () => {
    const problems = await problemsOf({ gates: { training: 'validation:accuracy>=0.9' } });
    expect(problems.map(({ field }) => field)).toEqual(['gates.training']);
  });

  test('finds an agreement that nothing can be held against', async () => {
    const problems = await problemsOf({ smokeTest: { texts: ['fine'], minimumAgreement: 0.5 } });
    expect(problems.map(({ field }) => field)).toEqual(['smokeTest.minimumAgreement']);
  });

  test('refuses a deprecated model unless it is tolerated', async () => {
    const id = 'tensorflow-tc-albert-en-base';
    expect(await problemsOf({}, { id })).toHaveLength(1);
    expect(await problemsOf({ tolerateDeprecatedModel: true }, { id })).toEqual([]);
  });

  test.each([
    ['deprecated', 'tensorflow-tc-albert-en-base', '--tolerate-deprecated'],
    ['vulnerable', 'tensorflow-tc-electra-small-1', '--tolerate-vulnerable'],
  ])('says of a %s model what may be done', async (_title, id, option) => {
    const problems = await problemsOf({}, { id });
    expect(problems[0]?.message).toMatch(new RegExp(`; (choose another|ask for version).*${option}`));
  });

  test('digests a request without its names, so that attempts are equal and other requests are not', async () => {
    const digest = async (request: Partial<FineTuneRequest>, attempt: number): Promise<string | undefined> => {
      const { Tags } = trainingRequest(await planOf(request), { rung: 0, attempt });
      return Tags.find(({ Key }) => Key === 'tunewright:request')?.Value;
    };
    expect(await digest({}, 2)).toBe(await digest({}, 1));
    expect(await digest({ hyperparameters: { epochs: '4' } }, 1)).not.toBe(await digest({}, 1));
  });

  test('stays far under 32 KB', async () => {
    const plan = await planOf({}, { id: 'tensorflow-tc-talking-heads-large' });
    expect(JSON.stringify(plan).length).toBeLessThan(8_192);
  });

  test('stays under 32 KB with the longest ladders', async () => {
    const instanceType = Array.from({ length: 10 }, (_, index) => `ml.g5.${index + 2}xlarge`);
    const spot = { maxWaitInSeconds: 400_000, thenOnDemand: true };
    const plan = await planOf(
      { training: { instanceType, spot }, endpoint: { instanceType } },
      { id: 'tensorflow-tc-talking-heads-large' },
    );
    expect(plan.training.rungs).toHaveLength(20);
    expect(JSON.stringify(plan).length).toBeLessThan(32_768);
  });

  test('starts no data capture and gives all traffic to one variant', async () => {
    const endpointConfig = endpointConfigRequest(await planOf({}), first);
    expect(endpointConfig).not.toHaveProperty('DataCaptureConfig');
    expect(endpointConfig.ProductionVariants).toHaveLength(1);
  });
});

describe('validation_split_ratio', () => {
  test.each(['1', 1, '1.0'])('%j is refused: nothing would be left to train on', async (validation_split_ratio) => {
    const problems = await problemsOf({ hyperparameters: { validation_split_ratio } });
    expect(problems.map(({ field }) => field)).toContain('hyperparameters.validation_split_ratio');
  });

  test('1 is allowed beside validation data, where nothing is split', async () => {
    const request = { hyperparameters: { validation_split_ratio: '1' }, validationData: 's3://bucket/held-out/' };
    expect(await problemsOf(request)).toEqual([]);
  });
});

test('a plan tells of a newer version of its model, where there is one', async () => {
  const noticed = async (newerVersion: string | null): Promise<string[]> => {
    const { plan } = await decisionOf({}, { newerVersion });
    return plan.warnings.filter((warning) => warning.includes('not the newest'));
  };
  expect(await noticed(null)).toEqual([]);
  expect(await noticed('9.9.9')).toEqual([expect.stringMatching(/ is not the newest: there is 9\.9\.9$/)]);
});
