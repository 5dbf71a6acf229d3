import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

test('no name of a file stands in four folders of the sources, but that of their indexes', () => {
  const folders = new Map<string, string[]>();
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
    const name = path.basename(file);
    if (/\.tsx?$/.test(name) && name !== 'index.ts')
      folders.set(name, [...(folders.get(name) ?? []), path.dirname(file)]);
  }
  expect(folders.size).toBeGreaterThan(500);
  expect([...folders].filter(([, those]) => those.length >= 4)).toEqual([]);
});
