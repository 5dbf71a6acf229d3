import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect, test } from 'vitest';
import { clientsOf, startFixture } from '../../local-sagemaker.js';
import type { Clients } from '../../local-sagemaker.js';
import { trainingLogs as logGroupName } from '../../log-lines.js';
import { jobIn, startTraining, trainingJob } from '../../training-requests.js';

/** A job that has written four lines. */
async function fixture(): Promise<Clients & { logStreamName: string }> {
  const clients = clientsOf((await startFixture()).url);
  await startTraining(clients, trainingJob('job', 'train'));
  await jobIn(clients, 'job', 'Completed');
  const { logStreams } = await clients.logs.send(new DescribeLogStreamsCommand({ logGroupName }));
  return { ...clients, logStreamName: logStreams?.[0]?.logStreamName ?? '' };
}

test('pages of a stream go forward until the token repeats', async () => {
  const { logs, logStreamName } = await fixture();
  const messages: (string | undefined)[] = [];
  let nextToken: string | undefined;
  for (;;) {
    const query = { logGroupName, logStreamName, startFromHead: true, limit: 1, nextToken };
    const page = await logs.send(new GetLogEventsCommand(query));
    if (page.nextForwardToken === nextToken) break;
    messages.push(...(page.events ?? []).map(({ message }) => message));
    nextToken = page.nextForwardToken;
  }
  expect(messages).toHaveLength(4);
});

test('without startFromHead the last events come first, and the backward token leads on', async () => {
  const { logs, logStreamName } = await fixture();
  const query = { logGroupName, logStreamName, limit: 3 };
  const last = await logs.send(new GetLogEventsCommand(query));
  const before = await logs.send(new GetLogEventsCommand({ ...query, nextToken: last.nextBackwardToken }));
  expect([last.events?.length, before.events?.map(({ message }) => message)]).toEqual([3, ['channels training']]);
});

test('FilterLogEvents finds lines over all streams of a group', async () => {
  const { logs } = await fixture();
  const { events } = await logs.send(new FilterLogEventsCommand({ logGroupName, filterPattern: 'val_accuracy' }));
  expect(events?.map(({ message }) => message)).toEqual([
    'epoch done val_accuracy=0.5',
    'epoch done val_accuracy=0.75',
  ]);
});

test('events outside of the time asked for are left out', async () => {
  const { logs, logStreamName } = await fixture();
  const query = { logGroupName, logStreamName, startFromHead: true };
  const { events } = await logs.send(new GetLogEventsCommand({ ...query, endTime: 1 }));
  expect(events).toEqual([]);
});

test('groups are found by their prefix', async () => {
  const { logs } = await fixture();
  const found = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/sagemaker/T' }));
  expect(found.logGroups?.map((group) => group.logGroupName)).toEqual([logGroupName]);
});

test('a stream that nobody has written to is ResourceNotFoundException', async () => {
  const { logs } = await fixture();
  const missing = new GetLogEventsCommand({ logGroupName, logStreamName: 'nothing' });
  await expect(logs.send(missing)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});
