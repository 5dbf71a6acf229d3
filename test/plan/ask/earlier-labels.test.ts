import { expect, test, vi } from 'vitest';
import { earlierLabels } from '../../../src/plan/ask/earlier-labels.js';
import { servicesOf } from '../support.js';

const names = ['negative', 'positive'];

test.each([
  ['a model that is trained further', { modelUri: 's3://b/model.tar.gz' }],
  ['an artifact that is deployed', { artifact: 's3://b/model.tar.gz' }],
])('the names of the classes of %s are read beside it', async (_what, request) => {
  const labelsOfArtifact = vi.fn(() => Promise.resolve(names));
  expect(await earlierLabels(request, 'us-east-1', servicesOf({ labelsOfArtifact }))).toBe(names);
  expect(labelsOfArtifact).toHaveBeenCalledExactlyOnceWith('s3://b/model.tar.gz', 'us-east-1');
});

test('a request that begins anew asks for no names', async () => {
  const labelsOfArtifact = vi.fn(() => Promise.resolve(names));
  expect(await earlierLabels({}, 'us-east-1', servicesOf({ labelsOfArtifact }))).toBeNull();
  expect(labelsOfArtifact).not.toHaveBeenCalled();
});
