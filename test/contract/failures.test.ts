import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { failureKinds } from '../../src/contract/failures.js';

/** The rooms that throw failures, or tell what has been thrown. */
const sources = ['activities', 'aws', 'workflows', 'contract'].flatMap((room) =>
  readdirSync(path.join('src', room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !(room === 'contract' && file === 'failures.ts'))
    .map((file) => readFileSync(path.join('src', room, file), 'utf8')),
);

test('every type of the catalogue is one that something fails with', () => {
  const silent = Object.keys(failureKinds).filter(
    (type) => !sources.some((text) => new RegExp(`\\b${type}\\b`).test(text)),
  );
  expect(silent).toEqual([]);
});
