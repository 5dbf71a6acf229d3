import { describe, expect, test } from 'vitest';
import { attemptOf, resourceName } from '../../src/contract/names.js';
import { tagValue } from '../../src/plan/requests/resource-tags.js';
import { seededTexts } from '../support/seeded-texts.js';

/** SageMaker's pattern for names of training jobs, endpoint configs and endpoints; that of models is wider. */
const pattern = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;
const firstExecutionRunId = '01a209df-3219-7ea9-8576-89afb93d1704';

describe('names of resources', () => {
  test('are valid for any workflow id and attempt', () => {
    const invalid = seededTexts(5_000)
      .flatMap((workflowId) =>
        [1, 2, 37, 1_000_000].map((attempt) => resourceName({ workflowId, firstExecutionRunId }, attempt)),
      )
      .filter((name) => !pattern.test(name));
    expect(invalid).toEqual([]);
  });

  test('are the same for the same run and attempt, and differ between attempts and runs', () => {
    const run = { workflowId: 'nightly', firstExecutionRunId };
    expect(resourceName(run)).toBe(resourceName({ ...run }));
    expect(resourceName(run, 2)).not.toBe(resourceName(run));
    expect(resourceName({ ...run, firstExecutionRunId: firstExecutionRunId.replace('d1704', 'd1705') })).not.toBe(
      resourceName(run),
    );
  });

  test('tell their attempt, whatever the workflow id, and only to the execution that they are of', () => {
    const wrong = seededTexts(2_000).filter((workflowId) => {
      const run = { workflowId, firstExecutionRunId };
      const another = { workflowId, firstExecutionRunId: '01a209df-3219-7ea9-8576-89afb93d1705' };
      return [1, 2, 37, 999_999].some((attempt) => {
        const name = resourceName(run, attempt);
        return attemptOf(run, name) !== attempt || attemptOf(another, name) !== null;
      });
    });
    expect(wrong).toEqual([]);
  });

  test('end in ten zeros before there is a run', () => {
    expect(resourceName({ workflowId: 'fine-tune', firstExecutionRunId: '0000000000' })).toBe('fine-tune-0000000000');
  });

  test('a workflow id without a single usable character still gives a name', () => {
    expect(resourceName({ workflowId: '///', firstExecutionRunId })).toMatch(pattern);
  });
});

test('a tag value holds only what SageMaker takes, whatever the workflow id', () => {
  const invalid = seededTexts(5_000)
    .map(tagValue)
    .filter((value) => !/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u.test(value));
  expect(invalid).toEqual([]);
});
