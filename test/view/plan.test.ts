import { expect, test } from 'vitest';
import { planRows } from '../../src/view/plan.js';
import { planOf } from '../support/aws/plan.js';

const told = (plan: Parameters<typeof planRows>[0]): string[] =>
  planRows(plan).map(({ title, text }) => `${title}: ${text}`);

test('a plan tells what its update makes of the live endpoint', () => {
  const { hosting, ...plan } = planOf();
  const changes = [{ of: 'instance type', now: 'ml.m5.large', after: 'ml.m5.xlarge' }] as const;
  expect(told({ ...plan, hosting: { ...hosting, changes: [...changes] } })).toContain(
    'instance type of the live endpoint: ml.m5.large now -> ml.m5.xlarge after the update',
  );
});

test('a plan names the files that its job reads besides the data', () => {
  const { training, ...plan } = planOf();
  const inputs = [{ what: 'earlier model', uri: 's3://models/m.tar.gz', etag: '"e1"', bytes: 7 }] as const;
  expect(told({ ...plan, training: { ...training, inputs: [...inputs] } })).toContain(
    'file of earlier model: s3://models/m.tar.gz: 7 bytes',
  );
});
