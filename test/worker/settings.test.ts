import { expect, test } from 'vitest';
import { InvalidSettingsError } from '../../src/temporal/invalid-settings.js';
import { workerSettings } from '../../src/worker/settings.js';

test('without a word in the environment a worker takes the whole budget and 4,000 slots', () => {
  expect(workerSettings({})).toEqual({ rateShare: 1, activitySlots: 4_000 });
});

test('the environment sets them', () => {
  expect(workerSettings({ TUNEWRIGHT_RATE_SHARE: '0.25', TUNEWRIGHT_ACTIVITY_SLOTS: '500' })).toEqual({
    rateShare: 0.25,
    activitySlots: 500,
  });
});

test('an empty variable counts as not set', () => {
  expect(workerSettings({ TUNEWRIGHT_RATE_SHARE: ' ' }).rateShare).toBe(1);
});

test('all that is wrong is named at once', () => {
  const read = (): unknown => workerSettings({ TUNEWRIGHT_RATE_SHARE: '0', TUNEWRIGHT_ACTIVITY_SLOTS: 'many' });
  expect(read).toThrow(InvalidSettingsError);
  expect(read).toThrow(/TUNEWRIGHT_RATE_SHARE[\s\S]*TUNEWRIGHT_ACTIVITY_SLOTS/);
});
