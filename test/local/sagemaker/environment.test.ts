import { expect, test } from 'vitest';
import { exportLines } from '../../../src/local/sagemaker/index.js';

test('the environment for the AWS SDKs comes as lines for a shell', () => {
  expect(exportLines('http://127.0.0.1:4599')).toEqual([
    'export AWS_ENDPOINT_URL=http://127.0.0.1:4599',
    'export AWS_ACCESS_KEY_ID=test',
    'export AWS_SECRET_ACCESS_KEY=test',
    'export AWS_REGION=us-east-1',
    'export AWS_DEFAULT_REGION=us-east-1',
  ]);
});
