import { expect, test } from 'vitest';
import { LiveBlock } from '../../../src/cli/commands/local/live-block.js';
import { age, resourceTable } from '../../../src/cli/commands/local/resource-table.js';
import { StateChanges } from '../../../src/cli/commands/local/state-changes.js';
import type { ResourceState } from '../../../src/local/sagemaker/index.js';

function job(name: string, status: string, more: Partial<ResourceState> = {}): ResourceState {
  const times = { creationTime: 1000, lastModifiedTime: 1000 };
  return { kind: 'training job', arn: `arn:${name}`, name, status, detail: '', isAlive: true, ...times, ...more };
}

const screen = { now: 1090, rows: 10, columns: 80 };

test('the table names kind, name, status, detail and age', () => {
  expect(resourceTable([job('nightly', 'InProgress/Training', { detail: 'epoch 3/20' })], screen)).toEqual([
    'KIND          NAME     STATUS                           AGE',
    'training job  nightly  InProgress/Training  epoch 3/20  1 min',
  ]);
});

test('what is alive stands above what has ended last', () => {
  const states = [
    job('old', 'Completed', { isAlive: false, lastModifiedTime: 1010 }),
    job('failed', 'Failed', { isAlive: false, lastModifiedTime: 1020 }),
    job('running', 'InProgress/Training'),
  ];
  const names = resourceTable(states, screen).map((line) => line.split(/ {2,}/)[1]);
  expect(names).toEqual(['NAME', 'running', 'failed', 'old']);
});

test('a table for a small terminal counts what it leaves out, and no line wraps', () => {
  const states = Array.from({ length: 9 }, (_, index) => job(`job-${index}`, 'InProgress/Starting'));
  const lines = resourceTable(states, { ...screen, rows: 6, columns: 30 });
  expect(lines).toHaveLength(5);
  expect(lines.at(-1)).toBe('and 6 more');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(30);
});

test.each([
  [-1, '0 s'],
  [59.9, '59 s'],
  [60, '1 min'],
  [7200, '2 h'],
  [90_000, '1 d'],
])('an age of %d seconds is %s', (seconds, text) => {
  expect(age(seconds)).toBe(text);
});

test('each change of state is one line, and what stood there before is none', () => {
  const changes = new StateChanges([job('before', 'Completed')]);
  const starting = [job('before', 'Completed'), job('new', 'InProgress/Starting')];
  expect(changes.next(starting)).toEqual(['training job new: InProgress/Starting']);
  expect(changes.next(starting)).toEqual([]);
  expect(changes.next([job('new', 'Failed', { failureReason: 'AlgorithmError: 1' })])).toEqual([
    'training job new: Failed (AlgorithmError: 1)',
    'training job before: deleted',
  ]);
});

test('another epoch is no change of state', () => {
  const changes = new StateChanges([job('a', 'InProgress/Training')]);
  expect(changes.next([job('a', 'InProgress/Training', { detail: 'epoch 2/5' })])).toEqual([]);
});

test('a thousand changes at once are counted, not said', () => {
  const states = Array.from({ length: 1000 }, (_, index) => job(`job-${index}`, 'InProgress/Starting'));
  const lines = new StateChanges([]).next(states);
  expect(lines).toHaveLength(20);
  expect(lines.at(-1)).toBe('and 981 more changes of state');
});

/** What stands on a terminal that understands the few sequences used. */
function screenOf(written: string): string[] {
  const lines: string[] = [''];
  const escape = '\u001b';
  const pieces = new RegExp(`\\r(?:${escape}\\[(\\d+)A)?${escape}\\[0J|([^\\r]+)`, 'g');
  for (const [, up, other = ''] of written.matchAll(pieces)) {
    if (other === '') lines.splice(lines.length - 1 - Number(up ?? 0), Infinity, '');
    for (const [index, text] of other.split('\n').entries()) {
      if (index === 0) lines[lines.length - 1] += text;
      else lines.push(text);
    }
  }
  return lines;
}

test('the block is drawn over in place, and other lines stay above it', () => {
  let written = 'before\n';
  const block = new LiveBlock({ write: (text) => (written += text) });
  block.draw(['one', 'two']);
  block.draw(['three']);
  block.print('said');
  written += '^C';
  block.draw(['four', 'five']);
  expect(screenOf(written)).toEqual(['before', 'said', 'four', 'five', '']);
});
