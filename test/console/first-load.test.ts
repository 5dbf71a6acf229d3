import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { builtPage } from '../support/console/built-page.js';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

test('the JavaScript of the first load is under 120 kB gzipped', () => {
  const folder = builtPage();
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite', 'manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const first = new Set<string>();
  const load = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined || first.has(chunk.file)) return;
    first.add(chunk.file);
    chunk.imports?.forEach(load);
  };
  const [entry] = Object.entries(manifest).find(([, { isEntry }]) => isEntry === true) ?? [];
  load(entry ?? '');
  const bytes = [...first].map((file) => gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length);
  expect(bytes.length).toBeGreaterThan(0);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(120_000);
});
