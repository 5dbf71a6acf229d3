import { expect, test } from 'vitest';
import { otherArtifact } from '../../../src/client/start/other-artifact.js';
import { planOf } from '../../support/aws/plan.js';

const uri = 's3://models/model.tar.gz';
const { training, ...rest } = planOf();
const furtherTrained = {
  ...rest,
  training: { ...training, inputs: [{ what: 'earlier model' as const, uri, etag: '"now"', bytes: 7 }] },
};
const deployed = { ...rest, modelData: { tarball: uri, etag: '"now"', bytes: 7 } };

test.each([
  ['trained further', furtherTrained],
  ['deployed', deployed],
])('a model that was swapped since its run trained it is not %s with from', (_what, plan) => {
  expect(otherArtifact(plan, '"then"').map(({ field }) => field)).toEqual(['from']);
  expect(otherArtifact(plan, '"now"')).toEqual([]);
});

test('the model of a run that does not know its ETag is taken', () => {
  expect(otherArtifact(deployed, undefined)).toEqual([]);
});
