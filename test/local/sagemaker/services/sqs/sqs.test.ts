import {
  DeleteMessageCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Message } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { createEndpoint } from '../../hosting-requests.js';
import { clientsOf, region, startFixture } from '../../local-sagemaker.js';
import { jobIn, startTraining, trainingJob } from '../../training-requests.js';

interface Fixture {
  readonly url: string;
  readonly sqs: SQSClient;
  readonly QueueUrl: string;
  readonly take: (more?: object) => Promise<Message[]>;
}

async function fixture(options: Parameters<typeof startFixture>[0] = {}): Promise<Fixture> {
  const { url } = await startFixture(options);
  const sqs = new SQSClient({
    region,
    endpoint: url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const QueueUrl = `${url}/123456789012/tunewright-events`;
  const take = async (more: object = {}): Promise<Message[]> =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...more }))).Messages ?? [];
  return { url, sqs, QueueUrl, take };
}

interface Event {
  readonly source: string;
  readonly account: string;
  readonly region: string;
  readonly 'detail-type': string;
  readonly detail: Record<string, string>;
}

const eventsIn = (messages: readonly Message[]): Event[] => messages.map(({ Body }) => JSON.parse(Body ?? '') as Event);

test('every state of a training job is told in its order', async () => {
  const { url, take } = await fixture();
  const clients = clientsOf(url);
  await startTraining(clients, trainingJob('told', 'train'));
  await jobIn(clients, 'told', 'Completed');
  const events = eventsIn(await take());
  expect(events.map(({ detail }) => detail['SecondaryStatus'])).toEqual([
    'Starting',
    'Downloading',
    'Training',
    'Uploading',
    'Completed',
  ]);
  expect(events.at(-1)).toMatchObject({
    ...{ source: 'aws.sagemaker', account: '123456789012', region },
    'detail-type': 'SageMaker Training Job State Change',
    detail: { TrainingJobName: 'told', TrainingJobStatus: 'Completed' },
  });
});

test('states of endpoints are written in capitals, as EventBridge does', async () => {
  const { url, take } = await fixture();
  const clients = clientsOf(url);
  await createEndpoint(clients, 'told');
  const states: string[] = [];
  await expect
    .poll(async () => {
      states.push(
        ...eventsIn(await take()).map(({ detail }) => `${detail['EndpointName']} ${detail['EndpointStatus']}`),
      );
      return states;
    })
    .toEqual(['told CREATING', 'told IN_SERVICE']);
});

test('who asks before there is a message waits for it', async () => {
  const { sqs, QueueUrl, take } = await fixture();
  const received = take({ WaitTimeSeconds: 20 });
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'late' }));
  expect((await received).map(({ Body }) => Body)).toEqual(['late']);
});

test('a message that is not deleted comes again, one that is does not', async () => {
  const { sqs, QueueUrl, take } = await fixture();
  for (const MessageBody of ['kept', 'deleted', 'deleted too'])
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  const first = await take({ VisibilityTimeout: 0 });
  const [ReceiptHandle, other] = ['deleted', 'deleted too'].map(
    (body) => first.find(({ Body }) => Body === body)?.ReceiptHandle,
  );
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [{ Id: '1', ReceiptHandle: other }] }));
  expect((await take()).map(({ Body }) => Body)).toEqual(['kept']);
});

test('a message that somebody has is hidden from the others for its time', async () => {
  const { sqs, QueueUrl, take } = await fixture();
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
  expect([(await take()).length, (await take()).length]).toEqual([1, 0]);
});

test.each([
  ['another queue', { QueueUrl: 'http://127.0.0.1/123456789012/other' }, 'QueueDoesNotExist'],
  ['eleven at a time', { MaxNumberOfMessages: 11 }, 'InvalidParameterValue'],
  ['a wait of a minute', { WaitTimeSeconds: 60 }, 'InvalidParameterValue'],
])('%s is refused', async (_, more, name) => {
  const { url, sqs, QueueUrl } = await fixture();
  const asked = 'QueueUrl' in more ? { QueueUrl: more.QueueUrl.replace('http://127.0.0.1', url) } : more;
  await expect(sqs.send(new ReceiveMessageCommand({ QueueUrl, ...asked }))).rejects.toMatchObject({ name });
});

test('a server that ends lets go of who waits', async () => {
  const server = await startFixture();
  const sqs = new SQSClient({
    region,
    endpoint: server.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const QueueUrl = `${server.url}/123456789012/tunewright-events`;
  const received = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 })).catch(() => 'cut off');
  // Served, and so behind it in the queue.
  await sqs.send(new SendMessageCommand({ QueueUrl: `${QueueUrl}-not`, MessageBody: 'x' })).catch(() => undefined);
  await server.close();
  await received;
}, 10_000);
