import { describe, expect, test } from 'vitest';
import type { Tag } from '../../../src/plan/index.js';
import { endpointConfigRequest, endpointRequest, modelRequest } from '../../../src/plan/index.js';
import { exists, notFound, throttled } from '../../support/aws/errors.js';
import type { Answers, FakeAws } from '../../support/aws/fake-aws.js';
import { fakeAws, tagged, throwing } from '../../support/aws/fake-aws.js';
import { planOf, resource, secondAttempt } from '../../support/aws/plan.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

const modelData = { tarball: 's3://models/output/model.tar.gz' };
const plan = planOf();
const first = { rung: 0, attempt: 1 };
const bodies = {
  model: modelRequest(plan, first, modelData),
  endpointConfig: endpointConfigRequest(plan, first),
  endpoint: endpointRequest(plan, 1),
};
const step = { target: plan, rung: 0, attempt: 1, modelData };

/** Of a run that was never reset. */
const firstLife = { workflowExecution: { workflowId: plan.run.workflowId, runId: plan.run.firstExecutionRunId } };
const laterLife = { workflowExecution: { ...firstLife.workflowExecution, runId: 'life-2' } };

const kinds = [
  {
    activity: 'createModel',
    operation: 'CreateModel',
    body: bodies.model,
    taken: { CreateModel: throwing(exists('model')), DescribeModel: { ModelArn: 'arn:x' } } as Answers,
  },
  {
    activity: 'createEndpointConfig',
    operation: 'CreateEndpointConfig',
    body: bodies.endpointConfig,
    taken: {
      CreateEndpointConfig: throwing(exists('endpoint configuration')),
      DescribeEndpointConfig: { EndpointConfigArn: 'arn:x' },
    } as Answers,
  },
  {
    activity: 'createEndpoint',
    operation: 'CreateEndpoint',
    body: bodies.endpoint,
    taken: { CreateEndpoint: throwing(exists('endpoint')), DescribeEndpoint: { EndpointArn: 'arn:x' } } as Answers,
  },
] as const;

const another: Record<string, object[]> = {
  createModel: [
    { PrimaryContainer: { ModelDataUrl: 's3://models/another.tar.gz' } },
    { PrimaryContainer: { ModelDataSource: { S3DataSource: { S3Uri: 's3://models/another/' } } } },
    { PrimaryContainer: { Environment: { SAGEMAKER_SUBMIT_DIRECTORY: 's3://strangers/code.tar.gz' } } },
    { PrimaryContainer: { AdditionalModelDataSources: [{ ChannelName: 'more' }] } },
    { Containers: [{ Image: 'strangers/image' }] },
    { VpcConfig: { Subnets: ['subnet-of-strangers'], SecurityGroupIds: ['sg'] } },
  ],
  createEndpointConfig: [
    { ProductionVariants: [{ InstanceType: 'ml.p4d.24xlarge' }] },
    { ProductionVariants: [{ CoreDumpConfig: { DestinationS3Uri: 's3://strangers/' } }] },
    { DataCaptureConfig: { DestinationS3Uri: 's3://strangers/' } },
    { ShadowProductionVariants: [{ ModelName: 'model-of-strangers' }] },
  ],
  createEndpoint: [{ EndpointConfigName: 'config-of-another-run' }],
};

/** As SageMaker describes what was made as it was to be: with what it says of members that were left out. */
const described: Record<string, object> = {
  createModel: {
    PrimaryContainer: {
      ...bodies.model.PrimaryContainer,
      Mode: 'SingleModel',
      ModelDataSource: { S3DataSource: { S3Uri: modelData.tarball, S3DataType: 'S3Object', CompressionType: 'Gzip' } },
    },
    EnableNetworkIsolation: false,
  },
  createEndpointConfig: { ProductionVariants: bodies.endpointConfig.ProductionVariants, EnableNetworkIsolation: false },
  createEndpoint: { EndpointConfigName: bodies.endpoint.EndpointConfigName },
};

describe.each(kinds)('$activity', ({ activity, operation, body, taken }) => {
  const create = (answers: Answers): Promise<unknown> =>
    attempt(activity, step, fakeAws(answers), { info: firstLife }).result;
  const changed = (key: string): Tag[] => body.Tags.map((tag) => (tag.Key === key ? { ...tag, Value: 'other' } : tag));

  test('sends the body that the plan gives', async () => {
    const fake = fakeAws({ [operation]: {} });
    await attempt(activity, step, fake).result;
    expect(fake.calls).toEqual([{ operation, input: body }]);
  });

  test('answers with the name', async () => {
    expect(await create({ [operation]: {} })).toEqual({ name: resource, attempt: 1 });
  });

  test('adopts what is there, ours and equal', async () => {
    expect(await create({ ...taken, ListTags: tagged(body.Tags) })).toEqual({ name: resource, attempt: 1 });
  });

  test('adopts what an older version made, whose tags name no execution', async () => {
    const older = body.Tags.filter(({ Key }) => Key !== 'tunewright:execution');
    expect(await create({ ...taken, ListTags: tagged(older) })).toEqual({ name: resource, attempt: 1 });
  });

  const there = (answer: object | undefined): Answers => {
    const describe = operation.replace('Create', 'Describe');
    return { ...taken, [describe]: { ...taken[describe], ...answer }, ListTags: tagged(body.Tags) };
  };

  test('adopts what SageMaker describes as it was to be', async () => {
    expect(await create(there(described[activity]))).toEqual({ name: resource, attempt: 1 });
  });

  test.each(another[activity] ?? [])('refuses what bears its tags and is another thing: %j', async (answer) => {
    expect((await failureOf(create(there(answer)))).type).toBe('NameTaken');
  });

  test.each(['tunewright:run', 'tunewright:execution', 'tunewright:request'])(
    'refuses what is there with another %s',
    async (key) => {
      const failure = await failureOf(create({ ...taken, ListTags: tagged(changed(key)) }));
      expect(failure).toMatchObject({ type: 'NameTaken', nonRetryable: true });
    },
  );

  test('leaves a throttled call to be retried', async () => {
    const failure = await failureOf(create({ [operation]: throwing(throttled()) }));
    expect(failure).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
  });
});

test.each([
  ['createEndpointConfig', 'CreateEndpointConfig', notFound('model')],
  ['createEndpoint', 'CreateEndpoint', notFound('endpoint configuration')],
] as const)('%s is retried while what it refers to is not visible yet', async (activity, operation, error) => {
  const failure = await failureOf(attempt(activity, step, fakeAws({ [operation]: throwing(error) })).result);
  expect(failure).toMatchObject({ type: 'ServiceUnavailable', nonRetryable: false });
});

test('an endpoint whose config stays missing is refused in the end', async () => {
  const fake = fakeAws({ CreateEndpoint: throwing(notFound('endpoint configuration')) });
  const failure = await failureOf(
    attempt('createEndpoint', step, fake, { info: { heartbeatDetails: { unfound: 7 } } }).result,
  );
  expect(failure).toMatchObject({ type: 'RequestRefused', nonRetryable: true });
});

test('attempts that were throttled are no looks for what is not visible yet', async () => {
  const fake = fakeAws({ CreateEndpoint: throwing(notFound('endpoint configuration')) });
  const { result, heartbeats } = attempt('createEndpoint', step, fake, { info: { attempt: 20 } });
  expect([(await failureOf(result)).type, heartbeats]).toEqual(['ServiceUnavailable', [{ unfound: 1 }]]);
});

test('a later attempt creates under a name of its own', async () => {
  const fake = fakeAws({ CreateModel: {} });
  expect(await attempt('createModel', { ...step, attempt: 2 }, fake).result).toEqual({
    name: secondAttempt,
    attempt: 2,
  });
});

test('an endpoint keeps its name on every attempt and refers to the config of its own', async () => {
  const fake = fakeAws({ CreateEndpoint: {} });
  await attempt('createEndpoint', { ...step, attempt: 2 }, fake).result;
  expect(fake.calls[0]?.input).toMatchObject({ EndpointName: resource, EndpointConfigName: secondAttempt });
});

describe.each([
  [
    'createModel',
    'CreateModel',
    'DescribeModel',
    'DeleteModel',
    { ModelArn: 'arn:x', PrimaryContainer: { ModelDataUrl: 's3://of/before' } },
  ],
  [
    'createEndpointConfig',
    'CreateEndpointConfig',
    'DescribeEndpointConfig',
    'DeleteEndpointConfig',
    { EndpointConfigArn: 'arn:x', ProductionVariants: [{ ModelName: 'of-before' }] },
  ],
] as const)(
  '%s after a reset, where an earlier life made something else under the name',
  (activity, operation, describes, deletes, there) => {
    const answers = (): Answers => {
      let isThere = true;
      return {
        [operation]: () => {
          if (isThere) throw exists(activity === 'createModel' ? 'model' : 'endpoint configuration');
          return {};
        },
        DescribeEndpointConfig: throwing(notFound('endpoint configuration')),
        [describes]: there,
        [deletes]: () => {
          isThere = false;
          return {};
        },
        ListTags: tagged(bodies.model.Tags),
        ListEndpoints: { Endpoints: [] },
        ListEndpointConfigs: { EndpointConfigs: [] },
      };
    };
    const run = (fake: FakeAws, info: object) =>
      attempt(activity, step, fake, { info: { ...laterLife, ...info } }).result;
    const operations = (fake: FakeAws): string[] => fake.calls.map(({ operation: each }) => each);

    test('has it make room, and is made', async () => {
      const fake = fakeAws(answers());
      expect((await failureOf(run(fake, {}))).type).toBe('ServiceUnavailable');
      expect(operations(fake)).toContain(deletes);
      expect(await run(fake, {})).toEqual({ name: resource, attempt: 1 });
    });

    test('waits for as long as an attempt of that life may be under way', async () => {
      const fake = fakeAws(answers());
      expect((await failureOf(run(fake, { scheduledTimestampMs: Date.now() }))).type).toBe('ServiceUnavailable');
      expect(operations(fake)).not.toContain(deletes);
    });

    test("leaves what is another's, or what somebody uses", async () => {
      const others = fakeAws({ ...answers(), ListTags: tagged([]) });
      const used = fakeAws({
        ...answers(),
        ListEndpoints: { Endpoints: [{ EndpointName: 'e', EndpointArn: 'arn:e', EndpointStatus: 'InService' }] },
        DescribeEndpoint: { EndpointArn: 'arn:e', EndpointStatus: 'InService', EndpointConfigName: resource },
        ListEndpointConfigs: { EndpointConfigs: [{ EndpointConfigName: 'c', EndpointConfigArn: 'arn:c' }] },
        DescribeEndpointConfig: { EndpointConfigArn: 'arn:c', ProductionVariants: [{ ModelName: resource }] },
      });
      for (const fake of [others, used]) {
        expect((await failureOf(run(fake, {}))).type).toBe('NameTaken');
        expect(operations(fake)).not.toContain(deletes);
      }
    });
  },
);
