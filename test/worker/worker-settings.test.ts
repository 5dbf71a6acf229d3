import { expect, test } from 'vitest';
import { InvalidSettingsError } from '../../src/contract/invalid-settings.js';
import { workerSettings } from '../../src/worker/worker-settings.js';

test('without a word in the environment a worker takes the whole budget, 4,000 slots, 200 waits and 500 workflows', () => {
  expect(workerSettings({})).toEqual({
    ...{ rateShare: 1, activitySlots: 4_000, heldWaits: 200, cachedWorkflows: 500 },
    logFormat: 'text',
  });
});

test('the environment sets them', () => {
  const environment = {
    TUNEWRIGHT_RATE_SHARE: '0.25',
    TUNEWRIGHT_ACTIVITY_SLOTS: '500',
    TUNEWRIGHT_HELD_WAITS: '50',
    TUNEWRIGHT_CACHED_WORKFLOWS: '100',
    TUNEWRIGHT_HEALTH: '0.0.0.0:8080',
    TUNEWRIGHT_METRICS: '9464',
    TUNEWRIGHT_TRACING: 'otlp',
    TUNEWRIGHT_LOG: 'json',
    TUNEWRIGHT_EVENTS_QUEUE: 'https://sqs.eu-west-1.amazonaws.com/123456789012/tunewright-events',
  };
  expect(workerSettings(environment)).toEqual({
    rateShare: 0.25,
    activitySlots: 500,
    heldWaits: 50,
    cachedWorkflows: 100,
    health: { host: '0.0.0.0', port: 8080 },
    metrics: { host: '127.0.0.1', port: 9464 },
    tracing: 'otlp',
    logFormat: 'json',
    eventsQueue: 'https://sqs.eu-west-1.amazonaws.com/123456789012/tunewright-events',
  });
});

test('an empty variable counts as not set', () => {
  expect(workerSettings({ TUNEWRIGHT_RATE_SHARE: ' ' }).rateShare).toBe(1);
});

test('all that is wrong is named at once', () => {
  const read = (): unknown =>
    workerSettings({
      TUNEWRIGHT_RATE_SHARE: '0',
      TUNEWRIGHT_ACTIVITY_SLOTS: 'many',
      TUNEWRIGHT_HEALTH: 'x',
      TUNEWRIGHT_BUILD_ID: '1',
    });
  expect(read).toThrow(InvalidSettingsError);
  expect(read).toThrow(
    /TUNEWRIGHT_RATE_SHARE[\s\S]*TUNEWRIGHT_ACTIVITY_SLOTS[\s\S]*TUNEWRIGHT_HEALTH[\s\S]*TUNEWRIGHT_DEPLOYMENT: is missing/,
  );
});

test('a version of the worker is a deployment and a build', () => {
  const version = { TUNEWRIGHT_DEPLOYMENT: 'tunewright', TUNEWRIGHT_BUILD_ID: '0-1-0' };
  expect(workerSettings(version).version).toEqual({ deploymentName: 'tunewright', buildId: '0-1-0' });
});

test.each(['TUNEWRIGHT_DEPLOYMENT', 'TUNEWRIGHT_BUILD_ID'])('%s alone is refused', (name) => {
  expect(() => workerSettings({ [name]: 'x' })).toThrow('set both TUNEWRIGHT_DEPLOYMENT and TUNEWRIGHT_BUILD_ID');
});

test.each(['tunewright-events', 'https://sqs.eu-west-1.amazonaws.com/tunewright-events', 'ftp://x/123456789012/q'])(
  'a queue of events that is no URL of a queue is refused: %s',
  (url) => {
    const read = (): unknown => workerSettings({ TUNEWRIGHT_EVENTS_QUEUE: url });
    expect(read).toThrow(/TUNEWRIGHT_EVENTS_QUEUE.*must be the URL of a queue/);
  },
);

test.each(['TUNEWRIGHT_HEALTH', 'TUNEWRIGHT_METRICS'])('%s takes no port that there is not', (name) => {
  expect(() => workerSettings({ [name]: '99999' })).toThrow(`${name}: must have a port up to 65535`);
});
