import { randomBytes } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { defaultDataConverter, defaultPayloadConverter } from '@temporalio/common';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { expect, test } from 'vitest';
import { runRecord } from '../../../src/client/runs/run-record.js';
import { AesGcmCodec } from '../../../src/temporal/codec/aes-gcm-codec.js';

const request = { model: { id: 'bert' } };
const plan = { region: 'eu-west-1' };
const refused = { message: 'the role may not be passed', stack_trace: '' };

const codec = new AesGcmCodec(new Map([['k1', randomBytes(32)]]));
/** How often the codec was asked, as a codec server is. */
const asked: number[] = [];
const counting: PayloadCodec = {
  encode: (payloads) => codec.encode(payloads),
  decode: (payloads) => {
    asked.push(payloads.length);
    return codec.decode(payloads);
  },
};
const client = {
  options: { loadedDataConverter: { ...defaultDataConverter, payloadCodecs: [counting] } },
} as unknown as Client;

async function sealed(value: unknown): Promise<Payload> {
  const [payload] = await codec.encode([defaultPayloadConverter.toPayload(value)]);
  return payload ?? {};
}

const scheduled = async (eventId: number, name: string, text: string): Promise<object> => ({
  eventId,
  activityTaskScheduledEventAttributes: { activityType: { name } },
  userMetadata: { summary: await sealed(text) },
});

test('the record of an encrypted run is read through its codec, which is asked once', async () => {
  const events = [
    { eventId: 1, workflowExecutionStartedEventAttributes: { input: { payloads: [await sealed(request)] } } },
    await scheduled(5, 'planRun', 'Plan the run'),
    {
      eventId: 7,
      activityTaskCompletedEventAttributes: { scheduledEventId: 5, result: { payloads: [await sealed(plan)] } },
    },
    await scheduled(11, 'createModel', 'Create the model'),
    {
      eventId: 13,
      activityTaskFailedEventAttributes: {
        scheduledEventId: 11,
        failure: { message: 'Encoded failure', encodedAttributes: await sealed(refused) },
      },
    },
  ];
  const record = await runRecord(client, { events });
  expect(record).toMatchObject({
    ...{ request, plan },
    steps: [
      { text: 'Plan the run', state: 'done', failure: null },
      { text: 'Create the model', state: 'failed', failure: 'the role may not be passed' },
    ],
  });
  expect(asked).toEqual([5]);
});

test('a wait that fails once the run has asked it to stop is cancelled, since the run itself stopped what it waited for', async () => {
  const watched = await scheduled(5, 'watchTrainingJob', 'Wait for training job reviews-1');
  const failed = {
    eventId: 9,
    activityTaskFailedEventAttributes: { scheduledEventId: 5, failure: { message: 'was stopped' } },
  };
  const asked = { eventId: 7, activityTaskCancelRequestedEventAttributes: { scheduledEventId: 5 } };
  const stepsOf = async (...events: object[]): Promise<object[]> => [
    ...(await runRecord(client, { events: [watched, ...events] })).steps,
  ];
  expect(await stepsOf(asked, failed)).toMatchObject([{ state: 'cancelled', failure: null }]);
  expect(await stepsOf(failed)).toMatchObject([{ state: 'failed', failure: 'was stopped' }]);
});

test('the record tells that the run was asked to stop', async () => {
  const asked: object = { eventId: 4, workflowExecutionCancelRequestedEventAttributes: {} };
  expect((await runRecord(client, { events: [] })).cancelRequested).toBe(false);
  expect((await runRecord(client, { events: [asked] })).cancelRequested).toBe(true);
});
