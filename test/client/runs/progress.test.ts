import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import { defaultDataConverter, defaultPayloadConverter } from '@temporalio/common';
import { expect, test } from 'vitest';
import type { Aws } from '../../../src/aws/index.js';
import { pending } from '../../../src/client/runs/progress.js';

const client = { options: { loadedDataConverter: defaultDataConverter } } as unknown as Client;
const told = (...pendingActivities: object[]) =>
  pending(client, {} as Aws, { raw: { pendingActivities } } as unknown as WorkflowExecutionDescription);

const failing = (type: string, more: object = {}): object => ({
  activityType: { name: 'smokeTestEndpoint' },
  attempt: 5,
  lastFailure: { message: 'InvokeEndpoint: throttled', applicationFailureInfo: { type }, ...more },
});

test('a smoke test that is throttled and tried again says so', async () => {
  expect(await told(failing('ServiceUnavailable'))).toEqual({
    trouble: 'smokeTestEndpoint is tried again (attempt 5): ServiceUnavailable: InvokeEndpoint: throttled',
  });
});

test('a wait that is handed over is no trouble', async () => {
  expect(await told(failing('NotYet'))).toEqual({});
});

test('a step that goes well is no trouble', async () => {
  expect(await told({ activityType: { name: 'createModel' }, attempt: 1 })).toEqual({});
});

test('the reason of a failure that is encoded is read too', async () => {
  const encodedAttributes = defaultPayloadConverter.toPayload({ message: 'throttled', stack_trace: '' });
  const { trouble } = await told(failing('ServiceUnavailable', { message: 'Encoded failure', encodedAttributes }));
  expect(trouble).toContain('ServiceUnavailable: throttled');
});
