import { expect, test } from 'vitest';
import type { ServiceConstraints } from '../../../../../src/local/sagemaker/wire/model/shape.js';
import { ServiceError } from '../../../../../src/local/sagemaker/wire/service-error.js';
import { checkedByOperations, serve } from '../../../../../src/local/sagemaker/wire/service/serve.js';

const constraints: ServiceConstraints = {
  operations: { CreateThing: 'CreateThingInput' },
  shapes: {
    CreateThingInput: { type: 'structure', required: ['Name'], members: { Name: 'Name' } },
    Name: { type: 'string', max: 3 },
  },
};
const refusal = (message: string): ServiceError => new ServiceError('Refused', message);
const stateOf = (region: string): string => region;
const CreateThing = (_: unknown, state: string): { readonly region: string } => ({ region: state });

test('an operation without constraints keeps its service from starting', () => {
  const operations = { CreateThing, DeleteThing: CreateThing };
  expect(() => serve({ constraints, refusal, operations, stateOf })).toThrow('DeleteThing has no constraints');
});

test('an input that breaks its constraints does not reach the operation', () => {
  const served = serve({ constraints, refusal, operations: { CreateThing }, stateOf });
  expect(() => served.get('CreateThing')?.({ Name: 'long' }, 'us-east-1')).toThrow(
    "Value 'long' at 'name' failed to satisfy constraint: Member must have length less than or equal to 3",
  );
});

test('an operation works on the state of the region that is asked', () => {
  const served = serve({ constraints, refusal, operations: { CreateThing }, stateOf });
  expect(served.get('CreateThing')?.({ Name: 'it' }, 'eu-west-1')).toEqual({ region: 'eu-west-1' });
});

test('a service can say that its operations check what they get', () => {
  const served = serve({ constraints: checkedByOperations, operations: { CreateThing }, stateOf });
  expect(served.get('CreateThing')?.({}, 'us-east-1')).toEqual({ region: 'us-east-1' });
});
