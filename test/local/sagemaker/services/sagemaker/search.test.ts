import { join } from 'node:path';
import { SearchCommand } from '@aws-sdk/client-sagemaker';
import type { Filter, SearchExpression, SearchRequest } from '@aws-sdk/client-sagemaker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startLocalSageMaker } from '../../../../../src/local/sagemaker/index.js';
import type { LocalSageMaker } from '../../../../../src/local/sagemaker/index.js';
import { temporaryDirectory } from '../../../../support/temporary-directory.js';
import type { Clients } from '../../local-sagemaker.js';
import { clientsOf, shortDurations, smallEncoder } from '../../local-sagemaker.js';
import { describeJob, startTraining, trainingJob } from '../../training-requests.js';

let clients: Clients;
let server: LocalSageMaker;
const dataDirectory = temporaryDirectory();

beforeAll(async () => {
  server = await startLocalSageMaker({
    port: 0,
    dataDirectory,
    cacheDirectory: join(dataDirectory, 'cache'),
    trainerEntry: new URL('../../fixtures/trainer.mjs', import.meta.url).href,
    durations: shortDurations,
    encoderArchive: smallEncoder,
  });
  clients = clientsOf(server.url);
  for (const [name, behaviour, epochs, team] of [
    ['reviews-1', 'train', '9', 'search'],
    ['reviews-2', 'fail', '10', 'search'],
    ['tickets-1', 'train', '20', 'support'],
  ] as const) {
    const { HyperParameters, ...job } = trainingJob(name, behaviour);
    const Tags = [{ Key: 'team.of', Value: team }];
    await startTraining(clients, { ...job, HyperParameters: { ...HyperParameters, epochs }, Tags });
  }
  await vi.waitFor(
    async () => {
      const jobs = await Promise.all(['reviews-1', 'reviews-2', 'tickets-1'].map((name) => describeJob(clients, name)));
      expect(jobs.map((job) => job.TrainingJobStatus)).toEqual(['Completed', 'Failed', 'Completed']);
    },
    { timeout: 60_000, interval: 50 },
  );
});
afterAll(() => server?.close());

const ask = (input: Partial<SearchRequest>) =>
  clients.sageMaker.send(new SearchCommand({ Resource: 'TrainingJob', SortBy: 'TrainingJobName', ...input }));

async function found(SearchExpression?: SearchExpression, more: Partial<SearchRequest> = {}): Promise<string[]> {
  const { Results = [] } = await ask({
    ...(SearchExpression && { SearchExpression }),
    SortOrder: 'Ascending',
    ...more,
  });
  return Results.map(({ TrainingJob }) => TrainingJob?.TrainingJobName ?? 'nameless');
}

test.each<[string, Filter, string[]]>([
  ['a name', { Name: 'TrainingJobName', Operator: 'Contains', Value: 'reviews' }, ['reviews-1', 'reviews-2']],
  ['a status', { Name: 'TrainingJobStatus', Value: 'Failed' }, ['reviews-2']],
  ['one of some statuses', { Name: 'TrainingJobStatus', Operator: 'In', Value: 'Failed, Stopped' }, ['reviews-2']],
  ['another status', { Name: 'TrainingJobStatus', Operator: 'NotEquals', Value: 'Completed' }, ['reviews-2']],
  ['a tag whose key has a dot', { Name: 'Tags.team.of', Value: 'support' }, ['tickets-1']],
  ['a hyperparameter as number', { Name: 'HyperParameters.epochs', Operator: 'LessThan', Value: '10' }, ['reviews-1']],
  [
    'at least a number',
    { Name: 'HyperParameters.epochs', Operator: 'GreaterThanOrEqualTo', Value: '10' },
    ['reviews-2', 'tickets-1'],
  ],
  ['what is there', { Name: 'FailureReason', Operator: 'Exists' }, ['reviews-2']],
  ['what is not there', { Name: 'FailureReason', Operator: 'NotExists' }, ['reviews-1', 'tickets-1']],
  [
    'a part of a part',
    { Name: 'ResourceConfig.InstanceType', Value: 'ml.m5.xlarge' },
    ['reviews-1', 'reviews-2', 'tickets-1'],
  ],
  [
    'a time',
    { Name: 'CreationTime', Operator: 'GreaterThan', Value: '2020-01-31T12:00:00' },
    ['reviews-1', 'reviews-2', 'tickets-1'],
  ],
  ['a time that is to come', { Name: 'CreationTime', Operator: 'GreaterThan', Value: '2120-01-31T12:00:00' }, []],
])('a search finds training jobs by %s', async (_, filter, expected) => {
  expect(await found({ Filters: [filter] })).toEqual(expected);
});

const failed: Filter = { Name: 'TrainingJobStatus', Value: 'Failed' };
const support: Filter = { Name: 'Tags.team.of', Value: 'support' };

test('filters hold together, or one of them is enough, also below one another', async () => {
  expect(await found({ Filters: [failed, support] })).toEqual([]);
  expect(await found({ Filters: [failed, support], Operator: 'Or' })).toEqual(['reviews-2', 'tickets-1']);
  expect(await found({ SubExpressions: [{ Filters: [failed, support], Operator: 'Or' }], Filters: [support] })).toEqual(
    ['tickets-1'],
  );
});

test('filters that are nested are met by one object of a list', async () => {
  const nested = (channel: string): SearchExpression => ({
    NestedFilters: [
      {
        NestedPropertyName: 'InputDataConfig',
        Filters: [
          { Name: 'InputDataConfig.ChannelName', Value: channel },
          { Name: 'InputDataConfig.DataSource.S3DataSource.S3Uri', Operator: 'Contains', Value: 'reviews/' },
        ],
      },
    ],
  });
  expect(await found(nested('training'))).toHaveLength(3);
  expect(await found(nested('model'))).toEqual([]);
});

test('a search without an expression finds all, the last that changed first, with what is described of them and their tags', async () => {
  const { Results = [], TotalHits } = await ask({ SortBy: undefined });
  const changes = Results.map(({ TrainingJob }) => Number(TrainingJob?.LastModifiedTime));
  expect(changes).toEqual([...changes].sort((a, b) => b - a));
  expect(TotalHits).toEqual({ Value: 3, Relation: 'EqualTo' });
  const tickets = Results.find(({ TrainingJob }) => TrainingJob?.TrainingJobName === 'tickets-1')?.TrainingJob;
  expect(tickets).toMatchObject({ TrainingJobStatus: 'Completed', Tags: [{ Key: 'team.of', Value: 'support' }] });
});

test('a search goes on page by page, and refuses the token of another search', async () => {
  const first = await ask({ MaxResults: 2, SortOrder: 'Ascending' });
  const second = await ask({ MaxResults: 2, SortOrder: 'Ascending', NextToken: first.NextToken });
  expect([first.Results?.length, second.Results?.length, second.NextToken]).toEqual([2, 1, undefined]);
  expect(await found(undefined, { MaxResults: 2, NextToken: first.NextToken })).toEqual(['tickets-1']);
  await expect(ask({ MaxResults: 2, NextToken: first.NextToken })).rejects.toThrow('Invalid NextToken');
});

test.each<[string, Partial<SearchRequest>, string]>([
  ['another kind of resource', { Resource: 'Pipeline' }, 'Search of Pipeline is not implemented here'],
  ['a property that there is not', { SortBy: 'Nmae' }, 'Unknown property Nmae of TrainingJob'],
  [
    'a filter of such a property',
    { SearchExpression: { Filters: [{ Name: 'Staus', Value: 'x' }] } },
    'Unknown property Staus',
  ],
  ['an expression of nothing', { SearchExpression: {} }, 'at least one subexpression, filter, or nested filter'],
  [
    'a filter without its value',
    { SearchExpression: { Filters: [{ Name: 'RoleArn' }] } },
    'Filter RoleArn with Equals needs a Value',
  ],
  [
    'a time that is none',
    { SearchExpression: { Filters: [{ Name: 'CreationTime', Value: 'today' }] } },
    'must be a date and time',
  ],
  [
    'an operator that there is not',
    { SearchExpression: { Filters: [{ Name: 'RoleArn', Operator: 'Like' as 'Equals', Value: 'x' }] } },
    'Like',
  ],
  [
    'more than fifty conditions',
    {
      SearchExpression: {
        SubExpressions: Array.from({ length: 3 }, () => ({ Filters: Array.from({ length: 20 }, () => failed) })),
      },
    },
    'has 63 conditions, and may have 50',
  ],
  [
    'a nested filter of another list',
    { SearchExpression: { NestedFilters: [{ NestedPropertyName: 'InputDataConfig', Filters: [failed] }] } },
    'must begin with InputDataConfig.',
  ],
])('a search refuses %s as a ValidationException', async (_, input, words) => {
  await expect(ask(input)).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining(words) as string,
  });
});
