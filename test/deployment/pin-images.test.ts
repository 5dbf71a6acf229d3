import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { program } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
const digest = (character: string): string => `sha256:${character.repeat(64)}`;

const files = ['Dockerfile', 'docker-compose.yml', 'deploy/compose/docker-compose.yml'];
/** Those of which nobody has told a digest yet. */
const byVersion = {
  'temporalio/temporal:1.5.1':
    'no public file that could be found names its digest, and it is the version that the tests run against',
};

beforeEach(() => {
  mkdirSync(path.join(directory, 'deploy/compose'), { recursive: true });
  for (const name of files) copyFileSync(path.resolve(name), path.join(directory, name));
});

/** Runs it where Docker answers this. */
function pin(answer: string): ReturnType<typeof program>['finished'] {
  const bin = path.join(directory, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(path.join(bin, 'docker'), `#!/bin/sh\necho '${answer}'\n`);
  chmodSync(path.join(bin, 'docker'), 0o755);
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  return program(path.resolve('scripts/pin-images.mjs'), [directory], env).finished;
}

const images = (): string[] =>
  files.flatMap((name) =>
    [...readFileSync(path.join(directory, name), 'utf8').matchAll(/(?:^FROM|image:) (\S*:\S+)/gm)].map(
      ([, image = '']) => image,
    ),
  );

test('every image of a registry is named by digest, but for those that are known not to be', () => {
  const named = images().filter((image) => !/^[^@]+@sha256:[0-9a-f]{64}$/.test(image));
  expect(named).toEqual(Object.keys(byVersion));
});

test('every image of a registry is pinned, and pinned anew by the next call', async () => {
  const before = images();
  for (const character of ['a', 'b']) {
    const { code, stderr } = await pin(digest(character));
    expect(code, stderr).toBe(0);
    expect(images()).toEqual(before.map((image) => `${image.replace(/@.*/, '')}@${digest(character)}`));
  }
  expect(before).toHaveLength(6);
});

test('what is no digest is written nowhere', async () => {
  const before = images();
  expect((await pin('no such image')).code).toBe(1);
  expect(images()).toEqual(before);
});
