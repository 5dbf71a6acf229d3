import { expect, test } from 'vitest';
import { fileKindNames } from '../../src/dataset/file-kind.js';
import { labelNamesFaultName } from '../../src/dataset/label-names.js';
import { rowFaults } from '../../src/dataset/row-faults.js';
import { triedFiles } from '../dataset/tried-files.js';
import { readPage, tableRows } from './pages.js';

const known = new Set([
  ...Object.keys(rowFaults),
  ...fileKindNames,
  ...triedFiles.flatMap(({ faults }) => faults),
  labelNamesFaultName,
]);
const told = tableRows(readPage('docs/data.md'))
  .map(([first = '']) => first)
  .filter((first) => !first.includes('--'))
  .flatMap((first) => [...first.matchAll(/`(\w+)`/g)].map(([, fault = '']) => fault));

test('every fault of data has a row', () => {
  expect([...known].filter((fault) => !told.includes(fault))).toEqual([]);
});

test('no row is about a fault that there is not', () => {
  expect(told.filter((fault) => !known.has(fault))).toEqual([]);
});
