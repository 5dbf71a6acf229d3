import { expect, test } from 'vitest';
import { settingRows } from '../../src/view/settings.js';
import { planOf } from '../support/aws/plan.js';

test('the settings of a training are its hyperparameters and its rules, neither model, data nor costs', () => {
  const { training, ...plan } = planOf();
  const rungs = training.rungs.map((rung) => ({
    ...rung,
    hyperparameters: { epochs: 3, train_only_top_layer: 'True' },
  }));
  const rows = settingRows({ ...plan, training: { ...training, rungs } });
  expect(rows.slice(0, 2).map(({ title, text }) => [title, text])).toEqual([
    ['epochs', '3'],
    ['train_only_top_layer', 'True'],
  ]);
  expect(rows.slice(2).map(({ title }) => title)).toEqual([
    'training',
    'encoder',
    'gate training',
    'gate deployment',
    'gate traffic',
    'endpoint',
  ]);
});

test('a deployment without training has none', () => {
  const { training: _training, dataset: _dataset, deploy: _deploy, ...plan } = planOf();
  expect(settingRows({ ...plan, modelData: { tarball: 's3://b/model.tar.gz' } })).toEqual([]);
});
