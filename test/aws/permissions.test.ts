import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Service } from '../../src/local/sagemaker/faults/fault-rule.js';
import { rightsOf } from '../../src/local/sagemaker/policy/rights.js';
import { policyOf } from '../support/local/policy.js';

/** What one upload of the SDK's library sends. */
const uploaded = ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload', 'AbortMultipartUpload'];

type Sent = readonly [service: Service | 'pricing', operation: string];

const operationsIn = (names: string): string[] =>
  [...names.matchAll(/\b([A-Z]\w+)Command\b|\bpaginate([A-Z]\w+)/g)].map(([, command, page]) => command ?? page ?? '');

/** What the product can send: every command that its sources load. */
function sent(): Sent[] {
  const root = join(import.meta.dirname, '../../src');
  const files = ['aws', 'catalog', 'activities', 'client', 'plan', 'cli'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  const commands = files.flatMap((text) => [
    ...[...text.matchAll(/sdk\.(\w+)\(\)\)\.(\w+)/g)].map(([, from = '', names = '']) => [from, names] as const),
    ...[...text.matchAll(/\{([^{}]*)\} = await sdk\.(\w+)\(\)/g)].map(
      ([, names = '', from = '']) => [from, names] as const,
    ),
    ...[...text.matchAll(/\{([^{}]*)\} = await import\('@aws-sdk\/client-(s3)'\)/g)].map(
      ([, names = '', from = '']) => [from, names] as const,
    ),
  ]);
  return [
    ...commands.flatMap(([from, names]) => operationsIn(names).map((operation): Sent => [from as Service, operation])),
    ...uploaded.map((operation): Sent => ['s3', operation]),
  ];
}

test('no command of the SDK is loaded in another way than these look for', () => {
  const root = join(import.meta.dirname, '../../src');
  const loading = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('local'))
    .filter((name) => /^import (?!type)[^;]*'@aws-sdk|import\('@aws-sdk/m.test(readFileSync(join(root, name), 'utf8')));
  expect(loading.sort()).toEqual(['aws/sdk.ts', 'catalog/s3-source.ts']);
});

const example = {
  ...{ bucket: 'b', key: 'k', query: [], region: 'us-east-1' },
  QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/tunewright-events',
  ...{ Tags: [{ Key: 'a', Value: 'b' }], RoleArn: 'role', ResourceArn: 'arn' },
};

test('the policies of worker, command line, events, encryption and prices allow the actions that the product asks for, and no others', () => {
  const needed = sent().flatMap(([service, operation]) =>
    service === 'pricing'
      ? [`pricing:${operation}`]
      : rightsOf(service, { operation, input: example, region: 'us-east-1' }).map(({ action }) => action),
  );
  const allowed = ['worker', 'cli', 'events', 'encryption', 'prices'].flatMap((name) =>
    policyOf(name).Statement.flatMap(({ Action }) => Action),
  );
  expect([...new Set(allowed)].sort()).toEqual([...new Set(needed)].sort());
});
