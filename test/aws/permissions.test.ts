import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Service } from '../../src/local/sagemaker/faults/fault-rule.js';
import { rightsOf } from '../../src/local/sagemaker/policy/rights.js';
import { policyOf } from '../support/local/policy.js';

const services: Readonly<Record<string, Service>> = {
  '@aws-sdk/client-sagemaker': 'sagemaker',
  '@aws-sdk/client-sagemaker-runtime': 'runtime',
  '@aws-sdk/client-s3': 's3',
  '@aws-sdk/client-cloudwatch-logs': 'logs',
  '@aws-sdk/client-service-quotas': 'quotas',
  '@aws-sdk/client-sqs': 'sqs',
  '@aws-sdk/client-kms': 'kms',
  '@aws-sdk/client-sts': 'sts',
};

/** What one upload of the SDK's library sends. */
const uploaded = ['CreateMultipartUpload', 'UploadPart', 'CompleteMultipartUpload', 'AbortMultipartUpload'];

/** What the product can send: every command that its sources import. */
function sent(): { service: Service; operation: string }[] {
  const root = join(import.meta.dirname, '../../src');
  const files = ['aws', 'catalog', 'activities', 'client', 'plan', 'cli'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(root, folder, name), 'utf8')),
  );
  const commands = files.flatMap((text) =>
    [
      ...text.matchAll(/(?:import (?:type )?|const )\{([^{}]*)\} (?:from |= await import\()'(@aws-sdk\/[a-z-0-9]+)'/g),
    ].flatMap(([, names = '', from = '']) =>
      [...names.matchAll(/\b([A-Z]\w+)Command\b|\bpaginate([A-Z]\w+)/g)].map(([, command, page]) => ({
        service: services[from] as Service,
        operation: command ?? page ?? '',
      })),
    ),
  );
  return [...commands, ...uploaded.map((operation) => ({ service: 's3' as const, operation }))];
}

const example = {
  ...{ bucket: 'b', key: 'k', query: [], region: 'us-east-1' },
  QueueUrl: 'https://sqs.us-east-1.amazonaws.com/123456789012/tunewright-events',
  ...{ Tags: [{ Key: 'a', Value: 'b' }], RoleArn: 'role', ResourceArn: 'arn' },
};

test('the policies of worker, command line, events and encryption allow the actions that the product asks for, and no others', () => {
  const needed = sent().flatMap(({ service, operation }) =>
    rightsOf(service, { operation, input: example, region: 'us-east-1' }).map(({ action }) => action),
  );
  const allowed = ['worker', 'cli', 'events', 'encryption'].flatMap((name) =>
    policyOf(name).Statement.flatMap(({ Action }) => Action),
  );
  expect([...new Set(allowed)].sort()).toEqual([...new Set(needed)].sort());
});
