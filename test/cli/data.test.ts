import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { bareEnvironment, run } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
const env = bareEnvironment(directory);
const spam = path.join(directory, 'spam.csv');
const lines = Array.from({ length: 20 }, (_, row) => `${row % 2 === 0 ? 'ham' : 'spam'};"text, number ${row}"\n`);
writeFileSync(spam, `category;message\n${lines.join('')}`);
const out = (name: string): string => path.join(directory, name);

describe('tunewright data prepare', () => {
  test('prints what it guessed on stderr, and what it wrote on stdout', async () => {
    const { code, stdout, stderr } = await run(['data', 'prepare', spam, '--out', out('a')], env);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: expect.stringContaining('labels: 0 = ham, 1 = spam\n') as string,
      stderr: expect.stringContaining('CSV with semicolons, UTF-8, with a header; 20 rows') as string,
    });
  });

  test('prints one document with --json', async () => {
    const args = ['data', 'prepare', spam, '--out', out('b'), '--split', 'validation=0.2,test=0.1', '--json'];
    const { code, stdout } = await run(args, env);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      { labels: ['ham', 'spam'], parts: [{ rows: 14 }, { part: 'validation', rows: 4 }, { part: 'test', rows: 2 }] },
    ]);
  });

  test('numbers held-out rows by the names of an earlier result, of however many classes', async () => {
    const names = path.join(directory, 'names.json');
    const others = Array.from({ length: 1_500 }, (_, label) => `other ${label}`);
    writeFileSync(names, JSON.stringify(['spam', ...others, 'ham']));
    const { code, stdout } = await run(['data', 'prepare', spam, '--labels', names, '--out', out('held')], env);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining(`next: tunewright endpoints evaluate NAME ${out('held')}/data.csv`),
    ]);
    expect(readFileSync(path.join(out('held'), 'data.csv'), 'utf8')).toMatch(/^1501,"text, number 0"\n0,/);
  });

  test('ends with 2 and all problems', async () => {
    const args = ['data', 'prepare', spam, out('missing.csv'), '--label', 'stars', '--out', out('c')];
    const { code, stderr } = await run(args, env);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/no column "stars"[^]*does not exist[^]*nothing was written/),
    ]);
  });

  test.each([
    ['a split of another part', ['--split', 'training=0.5']],
    ['a delimiter of two characters', ['--delimiter', ';;']],
    ['a seed that is no number', ['--seed', 'x']],
    ['names that are not in a file of names', ['--labels', spam]],
  ])('refuses %s as a usage error', async (_, more) => {
    expect((await run(['data', 'prepare', spam, '--out', out('d'), ...more], env)).code).toBe(2);
  });
});

describe('tunewright data check', () => {
  test('prints the command that mends a file, and that command does', async () => {
    const { code, stderr } = await run(['data', 'check', spam], env);
    const command = /^ {2}tunewright (data prepare .*) --out prepared$/m.exec(stderr)?.[1] ?? '';
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, inQuotes, word]) => inQuotes ?? word ?? '');
    await run([...words, '--out', out('mended')], env);
    expect([code, readFileSync(path.join(out('mended'), 'labels.json'), 'utf8')]).toEqual([2, '["ham","spam"]\n']);
  });

  test('has no problem with what was prepared', async () => {
    await run(['data', 'prepare', spam, '--out', out('e')], env);
    expect((await run(['data', 'check', out('e')], env)).stdout).toMatch(
      /20 rows, .* 2 classes \(0: 10, 1: 10\)\nno problems/,
    );
  });

  test('refuses an address without a bucket', async () => {
    const { code, stderr } = await run(['data', 'check', 's3://'], env);
    expect([code, stderr]).toEqual([2, expect.stringContaining('names no bucket')]);
  });
});
