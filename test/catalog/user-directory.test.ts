import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheDirectory } from '../../src/catalog/user-directory.js';
import { dataDirectory } from '../../src/cli/data-directory.js';

const cases: [string, NodeJS.ProcessEnv, string][] = [
  ['TUNEWRIGHT_CACHE_DIR, before anything else', { TUNEWRIGHT_CACHE_DIR: '/a', XDG_CACHE_HOME: '/b' }, '/a'],
  [
    'an absolute path, also if TUNEWRIGHT_CACHE_DIR is relative',
    { TUNEWRIGHT_CACHE_DIR: 'a' },
    join(process.cwd(), 'a'),
  ],
  ['a folder of its own in XDG_CACHE_HOME', { XDG_CACHE_HOME: '/b' }, '/b/tunewright'],
  ['~/.cache if XDG_CACHE_HOME is relative', { XDG_CACHE_HOME: 'b' }, join(homedir(), '.cache/tunewright')],
  ['~/.cache if nothing is set', {}, join(homedir(), '.cache/tunewright')],
];

test.each(cases)('the cache is in %s', (_title, environment, expected) => {
  expect(cacheDirectory(environment)).toBe(expected);
});

test('a relative XDG_DATA_HOME is ignored by the same rule', () => {
  expect(dataDirectory({ XDG_DATA_HOME: 'b' })).toBe(join(homedir(), '.local/share/tunewright'));
});
