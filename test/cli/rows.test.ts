import { expect, test } from 'vitest';
import { rowLines } from '../../src/cli/rows.js';

test('rows stand in two columns, with what else belongs to a row below its text', () => {
  const rows = [
    { title: 'spent', text: 'training 1.00 USD', details: ['spot costs less'] },
    { title: 'approvers', text: 'ana' },
  ];
  expect(rowLines(rows)).toEqual([
    '  spent      training 1.00 USD',
    '             spot costs less',
    '  approvers  ana',
  ]);
});
