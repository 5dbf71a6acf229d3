import { expect, test } from 'vitest';
import { decide, isLike } from '../../../../src/local/sagemaker/policy/decide.js';
import { parsePolicy } from '../../../../src/local/sagemaker/policy/policy-document.js';
import { right } from '../../../../src/local/sagemaker/policy/right.js';

const policy = (...statements: object[]): ReturnType<typeof parsePolicy> =>
  parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
const allow = (more: object = {}): object => ({ Effect: 'Allow', Action: 's3:Get*', Resource: '*', ...more });
const get = right('s3:GetObject', 'arn:aws:s3:::bucket/key', { 'aws:TagKeys': ['a', 'b'] });

test.each([
  ['', '', true],
  ['', '*', true],
  ['a', '', false],
  ['abc', 'a*c', true],
  ['abd', 'a*c', false],
  ['abcbc', 'a*bc', true],
  ['abc', 'a?c', true],
  ['ac', 'a?c', false],
  ['a', 'a**', true],
  ['A', 'a', false],
])('%j is like %j: %j', (text, pattern, like) => {
  expect(isLike(text, pattern)).toBe(like);
});

test('many stars against a long text are decided at once', () => {
  expect(isLike('a'.repeat(20_000), `${'*a'.repeat(50)}*b`)).toBe(false);
});

test('what no statement names is not allowed', () => {
  expect(decide(policy(allow()), right('s3:PutObject', 'arn:aws:s3:::bucket/key'))).toBe('not named');
});

test('actions are compared without case, resources with it', () => {
  expect(decide(policy(allow({ Action: 'S3:getobject' })), get)).toBe('allowed');
  expect(decide(policy(allow({ Resource: 'arn:aws:s3:::Bucket/*' })), get)).toBe('not named');
});

test('a denial beats an allowance', () => {
  expect(decide(policy(allow(), { ...allow(), Effect: 'Deny' }), get)).toBe('denied');
});

test.each([
  [{ 'ForAnyValue:StringLike': { 'aws:tagkeys': 'b*' } }, 'allowed'],
  [{ 'ForAllValues:StringLike': { 'aws:TagKeys': 'b*' } }, 'not named'],
  [{ Null: { 'aws:RequestTag/x': 'false' } }, 'not named'],
  [{ Null: { 'aws:RequestTag/x': 'true' } }, 'allowed'],
  [{ StringEquals: { 'aws:TagKeys': ['c', 'a'] } }, 'allowed'],
  [{ StringLike: { 'aws:TagKeys': 'c*' } }, 'not named'],
])('of a condition %j the statement is %s', (Condition, decision) => {
  expect(decide(policy(allow({ Condition })), get)).toBe(decision);
});

test('what is not evaluated here is told by its place, all of it at once', () => {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      allow({ Condition: { DateLessThan: { 'aws:CurrentTime': 'x' } } }),
      { Effect: 'Permit', NotAction: 'x' },
    ],
  });
  expect(() => parsePolicy(text)).toThrow(/Statement.*DateLessThan.*Statement.*Effect/s);
});
