import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { sweepProblems } from '../../src/contract/read-sweep.js';
import { jsonSchemas } from '../../src/contract/schema/json-schema.js';

const ajv = new Ajv2020({ strict: false });
const accepts = (name: string, value: unknown): boolean => ajv.validate(jsonSchemas()[name] as object, value);

test('a request with every kind of member is valid by its JSON Schema', () => {
  const request = {
    model: { id: 'tensorflow-tc-x', version: '2.*' },
    data: 's3://bucket/reviews/',
    hyperparameters: { epochs: 3, optimizer: 'adam' },
    gates: { deployment: 'validation:accuracy>=0.9', traffic: { rule: 'manual', approvers: ['ana'] } },
    training: { instanceType: ['ml.g5.xlarge', 'ml.m5.xlarge'] },
    tags: { team: 'reviews' },
  };
  expect(accepts('fine-tune', request)).toBe(true);
});

test.each([
  ['fine-tune', { model: { id: 'x' }, modell: 1 }],
  ['fine-tune', { model: { id: '' } }],
  ['deploy', { model: { id: 'x' }, gates: { deployment: 'perhaps' } }],
  ['decision', { decision: 'approve', by: 'ana', aproved: true }],
])('%s refuses %j', (name, value) => {
  expect(accepts(name, value)).toBe(false);
});

test.each([[{}], [{ region: 'us-east-1', delete: true }], [{ regoin: 'x' }], [{ region: 5 }], [{ delete: 'yes' }]])(
  'the JSON Schema of a sweep says of %j what the workflow says',
  (value) => {
    expect(accepts('sweep', value)).toBe(sweepProblems(value).length === 0);
  },
);
