import { expect, test } from 'vitest';
import type { FineTuneRequest } from '../../../src/contract/run/requests.js';
import { decideLabels } from '../../../src/plan/decide/label-decision.js';
import { dataset } from '../support.js';

const named = ['negative', 'positive'];

const decided = (
  request: Partial<FineTuneRequest>,
  { beside, earlier }: { beside?: string[]; earlier?: string[] } = {},
): ReturnType<typeof decideLabels> =>
  decideLabels({
    request: { model: { id: 'bert' }, ...request },
    dataset: { ...dataset, ...(beside && { labels: beside }) },
    ...(earlier && { earlierLabels: earlier }),
  });

test('names come from the request, from beside the data, or from the model that is trained further', () => {
  expect(decided({ labels: named }).labels).toEqual(named);
  expect(decided({}, { beside: named }).labels).toEqual(named);
  expect(decided({}, { earlier: named }).labels).toEqual(named);
  expect(decided({})).toEqual({ problems: [], warnings: [] });
});

test('names of the request come first, and others beside the data are told of', () => {
  expect(decided({ labels: named }, { beside: ['bad', 'good'] })).toEqual({
    labels: named,
    problems: [],
    warnings: ['labels: the names of the request count; the labels.json beside the data has others'],
  });
});

test('names that are the labels themselves keep the classes unnamed', () => {
  expect(decided({ labels: ['0', '1'] })).not.toHaveProperty('labels');
});

test('as many names as classes are needed', () => {
  expect(decided({ labels: ['a', 'b', 'c'] }).problems).toEqual([
    { field: 'labels', message: '3 names for 2 classes; every class needs one, by its label from 0' },
  ]);
});

test('names that contradict those of the model that is trained further are a problem', () => {
  expect(decided({}, { beside: ['positive', 'negative'], earlier: named }).problems).toEqual([
    {
      field: 'labels',
      message:
        'label 0 is "positive" in the data and "negative" in the model that is trained further; give the data that model\'s order of classes, or train from the pretrained model',
    },
  ]);
});

test('the very names of the model that is trained further are no problem', () => {
  expect(decided({}, { beside: named, earlier: named })).toEqual({ labels: named, problems: [], warnings: [] });
});

test('a fresh top layer has classes of its own', () => {
  const fresh = { hyperparameters: { reinitialize_top_layer: 'True' } };
  expect(decided(fresh, { beside: ['bad', 'good'], earlier: named })).toMatchObject({
    labels: ['bad', 'good'],
    problems: [],
  });
  expect(decided(fresh, { earlier: named })).not.toHaveProperty('labels');
});
