import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Resource, SageMaker } from '../../../src/aws/index.js';
import { removeOnce } from '../../../src/aws/index.js';
import { awsError, endpointBusy, notFound } from '../../support/aws/errors.js';

/** Knows tags by ARN, and nothing else. */
const sagemaker = {
  pages: async function* (_paginate: unknown, { ResourceArn }: { ResourceArn: string }) {
    if (ResourceArn === 'gone') throw notFound('endpoint');
    yield await Promise.resolve({ Tags: [{ Key: 'owner', Value: ResourceArn }] });
  },
} as unknown as SageMaker;

const stands = (arn: string | undefined, state: string) => () => Promise.resolve({ arn, state, answer: null });
const throws = (error: Error) => () => Promise.reject(error);

function resourceOf({
  describe = stands('ours', 'InService'),
  remove = (): Promise<void> => Promise.resolve(),
}: Partial<Pick<Resource<null>, 'describe' | 'remove'>>): Resource<null> & { remove: ReturnType<typeof vi.fn> } {
  return {
    kind: 'endpoint',
    describe,
    list: () => {
      throw new Error('nobody lists');
    },
    remove: vi.fn(remove),
    isOver: (state) => state === 'Ended',
    isRemovable: (state) => state === 'InService',
  };
}

const isOurs = (tags: Readonly<Record<string, string>>): boolean => tags['owner'] === 'ours';
const remove = (resource: Resource<null>): ReturnType<typeof removeOnce> =>
  removeOnce(sagemaker, resource, 'reviews', { isOurs });

test.each([
  ['that is not there', throws(notFound('endpoint')), 'absent'],
  ['that went between the look at it and at its tags', stands('gone', 'InService'), 'absent'],
  ['that has ended', stands('ours', 'Ended'), 'over'],
  ["with somebody else's tags", stands('theirs', 'InService'), 'kept'],
  ['whose tags nobody can ask for', stands(undefined, 'InService'), 'kept'],
])('a resource %s is not asked to go', async (_what, describe, settled) => {
  const resource = resourceOf({ describe });
  expect([await remove(resource), resource.remove.mock.calls.length]).toEqual([{ settled }, 0]);
});

test('a resource in a state that takes no request is waited for', async () => {
  const resource = resourceOf({ describe: stands('ours', 'Creating') });
  expect([await remove(resource), resource.remove.mock.calls.length]).toEqual([{ state: 'Creating', asked: false }, 0]);
});

test("a resource that is the caller's is asked to go, by its name", async () => {
  const resource = resourceOf({});
  expect([await remove(resource), resource.remove.mock.calls]).toEqual([
    { state: 'going', asked: true },
    [[sagemaker, 'reviews']],
  ]);
});

test('without a word of whose it may be, a resource goes whoever made it', async () => {
  const resource = resourceOf({ describe: stands('theirs', 'InService') });
  expect(await removeOnce(sagemaker, resource, 'reviews')).toEqual({ state: 'going', asked: true });
});

test('a resource that somebody else removed first is as good as asked', async () => {
  expect(await remove(resourceOf({ remove: throws(notFound('endpoint')) }))).toEqual({ state: 'going', asked: true });
});

test('a resource that turned busy after the look is waited for', async () => {
  expect(await remove(resourceOf({ remove: throws(endpointBusy()) }))).toEqual({ state: 'busy', asked: false });
});

test("a refusal is the caller's to hear", async () => {
  const denied = awsError('AccessDeniedException', 'no');
  await expect(remove(resourceOf({ remove: throws(denied) }))).rejects.toBe(denied);
});

test('whoever hears of a resource before it goes may keep it', async () => {
  const resource = resourceOf({});
  const wanted = new Error('wanted');
  await expect(removeOnce(sagemaker, resource, 'reviews', { onFound: throws(wanted) })).rejects.toBe(wanted);
  expect(resource.remove.mock.calls).toEqual([]);
});

test("nobody hears of what is somebody else's", async () => {
  const onFound = vi.fn();
  await removeOnce(sagemaker, resourceOf({ describe: stands('theirs', 'InService') }), 'reviews', { isOurs, onFound });
  expect(onFound).not.toHaveBeenCalled();
});

/** Files of the product, which is all but its stand-in for AWS, in which there is such a text. */
function filesWith(text: RegExp): string[] {
  const root = path.resolve('src');
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.startsWith('local'))
    .filter((file) => text.test(readFileSync(path.join(root, file), 'utf8')))
    .sort();
}

test('nothing but the removal asks SageMaker to remove anything', () => {
  expect(filesWith(/\.remove\(sagemaker/)).toEqual(['aws/resources/removal.ts']);
});

test('each request to remove something stands in the file of its kind alone', () => {
  expect(filesWith(/\b(Delete(?!Message)\w+|StopTrainingJob)Command\(/)).toEqual(
    ['endpoint-config', 'endpoint', 'model', 'training-job'].map((kind) => `aws/resources/${kind}.ts`),
  );
});
