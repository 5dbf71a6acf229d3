import { expect, test } from 'vitest';
import { readEpochs } from '../../src/aws/logs/epoch-log.js';

const both = { epoch: 1, epochs: 3, loss: 0.6931, accuracy: 0.51, valLoss: 0.65, valAccuracy: 0.62 };

test('figures on the line of their epoch are read', () => {
  const line = 'Epoch 1/3, loss=0.6931, accuracy=0.51, val_loss=0.65, val_accuracy=0.62';
  expect(readEpochs([], [line])).toEqual([both]);
});

test('figures on the line below their epoch are read', () => {
  const lines = [
    'Epoch 1/3',
    '100/100 - 12s - loss: 0.6931 - accuracy: 0.5100 - val_loss: 0.6500 - val_accuracy: 0.6200 - 12s/epoch',
  ];
  expect(readEpochs([], lines)).toEqual([both]);
});

test("Keras's progress bar is read up to its last state", () => {
  const lines = ['Epoch 2/3', '1/2 [=>...] - ETA: 3s - loss: 0.9000', '2/2 [====] - 3s 1s/step - loss: 0.4000'];
  expect(readEpochs([], lines)).toEqual([{ epoch: 2, epochs: 3, loss: 0.4 }]);
});

test('a progress bar that overwrites itself in one line is read up to its last state', () => {
  const line = '\r1/2 - loss: 0.9000 - accuracy: 0.40\b\b\b\r2/2 - loss: 0.4000 - accuracy: 0.80';
  expect(readEpochs([], ['Epoch 1/1', line])).toEqual([{ epoch: 1, epochs: 1, loss: 0.4, accuracy: 0.8 }]);
});

test('val_loss is not taken for loss', () => {
  expect(readEpochs([], ['Epoch 1/3', 'val_loss: 0.6500'])).toEqual([{ epoch: 1, epochs: 3, valLoss: 0.65 }]);
});

test('figures in scientific notation are read', () => {
  expect(readEpochs([], ['Epoch 1/3', 'loss: 1.5e-04 - accuracy: 1.0'])).toEqual([
    { epoch: 1, epochs: 3, loss: 0.00015, accuracy: 1 },
  ]);
});

test('figures that come with a later page belong to the epoch that was named last', () => {
  const known = readEpochs([], ['Epoch 1/3']);
  expect(readEpochs(known, ['100/100 - 12s - loss: 0.5000'])).toEqual([{ epoch: 1, epochs: 3, loss: 0.5 }]);
});

test('figures before any epoch are passed over', () => {
  expect(readEpochs([], ['evaluation: loss: 0.5'])).toEqual([]);
});

test('a figure that is not a number is left out', () => {
  expect(readEpochs([], ['Epoch 1/3', 'loss: nan - accuracy: 0.5'])).toEqual([{ epoch: 1, epochs: 3, accuracy: 0.5 }]);
});

test('a job that starts over counts its epochs from the first', () => {
  const lines = ['Epoch 1/2', 'loss: 0.9', 'Epoch 2/2', 'loss: 0.8', 'Epoch 1/2', 'loss: 0.7'];
  expect(readEpochs([], lines)).toEqual([{ epoch: 1, epochs: 2, loss: 0.7 }]);
});

test('the last 50 epochs are kept', () => {
  const lines = Array.from({ length: 60 }, (_, i) => `Epoch ${i + 1}/60, loss=0.5`);
  expect(readEpochs([], lines).map(({ epoch }) => epoch)).toEqual(Array.from({ length: 50 }, (_, i) => i + 11));
});

test('what was known is not changed', () => {
  const known = Object.freeze([Object.freeze({ epoch: 1, epochs: 3 })]);
  readEpochs(known, ['loss: 0.5']);
  expect(known).toEqual([{ epoch: 1, epochs: 3 }]);
});

test('of a line without end the end is read: its last states, and no more than 64 KB', () => {
  expect(readEpochs([], [`Epoch 1/2\r${' '.repeat(70_000)}\rloss: 0.5`])).toEqual([]);
  const line = Array.from({ length: 1000 }, (_, index) => `Epoch ${index + 1}/1000`).join('\r');
  const epochs = readEpochs([], [line]);
  expect([epochs.length, epochs[0]?.epoch, epochs.at(-1)?.epoch]).toEqual([50, 951, 1000]);
});
