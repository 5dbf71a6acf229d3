import { expect, test } from 'vitest';
import { otherClasses } from '../../../src/client/start/other-classes.js';
import type { Plan } from '../../../src/contract/run/plan.js';
import { planOf } from '../../plan/support.js';

const standIn = { encoder: 'small', trains: ['all'], note: 'a stand-in' };

/** On data of two classes. */
async function planWith(reinitialize: string | null, more: Partial<Plan>): Promise<Plan> {
  const hyperparameters = reinitialize === null ? {} : { reinitialize_top_layer: reinitialize };
  return { ...(await planOf({ hyperparameters })), ...more };
}

const messages = async (plan: Promise<Plan>, known = 3): Promise<string[]> =>
  otherClasses(await plan, known).map(({ message }) => message);

test('a model of AWS is not trained further on other classes, whatever becomes of its top layer', async () => {
  const expected = [expect.stringContaining('train from the pretrained model instead')];
  expect(await messages(planWith('True', {}))).toEqual(expected);
});

test('a local model with a fresh top layer is trained further on any classes', async () => {
  expect(await messages(planWith('True', { standIn }))).toEqual([]);
});

test('a local model that keeps its top layer is not, and what to set is said', async () => {
  const expected = ['that run knows 3 classes, the data has 2; set reinitialize_top_layer=True for a fresh top layer'];
  expect(await messages(planWith('Auto', { standIn }))).toEqual(expected);
});

test('data of the same classes is no problem', async () => {
  expect(await messages(planWith('Auto', { standIn }), 2)).toEqual([]);
});
