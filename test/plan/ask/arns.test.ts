import { expect, test } from 'vitest';
import { arnProblems } from '../../../src/plan/ask/arns.js';
import { bert } from '../support.js';

const model = { id: bert };
const account = '111122223333';
const fieldsOf = (request: object, region: string, role = `arn:aws:iam::${account}:role/R`): string[] =>
  arnProblems({ model, ...request }, { region, account, role }).map(({ field }) => field);

test.each([
  ['of another account', 'us-east-1', 'arn:aws:iam::999999999999:role/R'],
  ['of AWS in a region of China', 'cn-north-1', 'arn:aws:iam::111122223333:role/R'],
  ['of China in a region of AWS', 'us-east-1', 'arn:aws-cn:iam::111122223333:role/R'],
])('a role %s is refused', (_what, region, role) => {
  expect(fieldsOf({}, region, role)).toEqual(['role']);
});

test('a role of the run is taken', () => {
  expect(fieldsOf({}, 'us-east-1')).toEqual([]);
});

test('a key of another region is refused, wherever it is named', () => {
  const key = 'arn:aws:kms:eu-west-1:111122223333:key/k';
  const training = { volumeKmsKeyId: key, outputKmsKeyId: key };
  expect(fieldsOf({ training, endpoint: { kmsKeyId: key } }, 'us-east-1')).toHaveLength(3);
});

test("a key may be another account's, or named by an alias", () => {
  const training = { volumeKmsKeyId: 'alias/k', outputKmsKeyId: 'arn:aws:kms:us-east-1:999999999999:key/k' };
  expect(fieldsOf({ training }, 'us-east-1')).toEqual([]);
});
