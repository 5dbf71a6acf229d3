import { expect, test } from 'vitest';
import {
  earlierTrainingTags,
  endpointConfigRequest,
  endpointRequest,
  modelRequest,
  trainingRequest,
} from '../../../src/plan/index.js';
import type { Tag } from '../../../src/plan/index.js';
import { planOf } from '../../support/aws/plan.js';

const plan = planOf();
const first = { rung: 0, attempt: 1 };
const digestOf = (tags: readonly Tag[]): string | undefined =>
  tags.find(({ Key }) => Key === 'tunewright:request')?.Value;

/**
 * What a release has written, the next one must recognise: a run goes on under it. Where one of these has to change, the digest as it was
 * stays beside the new one, as `earlierTrainingTags` does.
 */
test('names and digests of a plan are those that every release writes', () => {
  const job = trainingRequest(plan, first);
  const model = modelRequest(plan, first, { tarball: 's3://models/output/model.tar.gz' });
  const config = endpointConfigRequest(plan, first);
  const endpoint = endpointRequest(plan, 1);
  expect({
    'training job': [job.TrainingJobName, digestOf(job.Tags)],
    'training job, by 0.1.0': digestOf(earlierTrainingTags(plan, first)),
    model: [model.ModelName, digestOf(model.Tags)],
    'endpoint config': [config.EndpointConfigName, digestOf(config.Tags)],
    endpoint: [endpoint.EndpointName, digestOf(endpoint.Tags)],
    'second attempt': modelRequest(plan, { rung: 0, attempt: 2 }, { tarball: 's3://m' }).ModelName,
  }).toMatchInlineSnapshot(`
    {
      "endpoint": [
        "reviews-abcdef0123",
        "0c1dc0cea4e23985229aa69f443830e2",
      ],
      "endpoint config": [
        "reviews-abcdef0123",
        "5b6371513cd2a9d82f02cb68f3ef3797",
      ],
      "model": [
        "reviews-abcdef0123",
        "4a98049ff31fc3419679873e4cdb47fd",
      ],
      "second attempt": "reviews-abcdef0123-2",
      "training job": [
        "reviews-abcdef0123",
        "ced766afb8e2df3c31159cbe50f33562",
      ],
      "training job, by 0.1.0": "da1997bda4465322b71a482191ebade6",
    }
  `);
});
