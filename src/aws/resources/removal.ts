import { isWrongState, orNull } from '../errors.js';
import type { SageMaker } from '../sagemaker.js';
import type { Found, Resource } from './resource.js';
import type { Tags } from './tags.js';
import { readTags } from './tags.js';

/** What may be removed. */
export interface RemovalPolicy<Answer = unknown> {
  /** Whether a resource with these tags is the caller's to remove; left out: it goes, whoever made it. */
  readonly isOurs?: (tags: Tags) => boolean;
  /** Hears of what is there and the caller's, before anything is asked of it; what it throws keeps the resource. */
  readonly onFound?: (found: Found<Answer>) => void | Promise<void>;
}

/** Nothing is left to do: there is no such resource, it has ended and costs nothing, or it is not the caller's. */
export type Settled = 'absent' | 'over' | 'kept';

/** How a removal stands after one step; `asked`: SageMaker has just taken the request. In either case of `state` it is to be looked at again. */
export type Removal = { readonly settled: Settled } | { readonly state: string; readonly asked: boolean };

/**
 * One step towards a resource's being gone: looks, and asks for its removal if that is the caller's to ask and its state takes it.
 * The one way in which this product removes anything from SageMaker; waiting between the steps is the caller's business.
 */
export async function removeOnce<Answer>(
  sagemaker: SageMaker,
  resource: Resource<Answer>,
  name: string,
  policy: RemovalPolicy<Answer> = {},
): Promise<Removal> {
  const found = await findToRemove(sagemaker, resource, name, policy);
  return typeof found === 'string' ? { settled: found } : requestRemoval(sagemaker, resource, name, found.state);
}

/** The first half of {@link removeOnce}: what is there to be removed, or why nothing is. */
export async function findToRemove<Answer>(
  sagemaker: SageMaker,
  resource: Resource<Answer>,
  name: string,
  { isOurs, onFound }: RemovalPolicy<Answer>,
): Promise<Found<Answer> | Settled> {
  const found = await orNull(() => resource.describe(sagemaker, name));
  if (found === null) return 'absent';
  if (resource.isOver(found.state)) return 'over';
  if (isOurs !== undefined) {
    const { arn } = found;
    if (arn === undefined) return 'kept';
    const tags = await orNull(() => readTags(sagemaker, arn));
    if (tags === null) return 'absent';
    if (!isOurs(tags)) return 'kept';
  }
  await onFound?.(found);
  return found;
}

/** The second half of {@link removeOnce}. A resource that somebody else removed meanwhile is as good as asked. */
export async function requestRemoval(
  sagemaker: SageMaker,
  resource: Resource,
  name: string,
  state: string,
): Promise<Extract<Removal, { state: string }>> {
  if (!resource.isRemovable(state)) return { state, asked: false };
  try {
    await orNull(() => resource.remove(sagemaker, name));
    return { state: 'going', asked: true };
  } catch (error) {
    // Its state has changed since the look.
    if (isWrongState(error)) return { state: 'busy', asked: false };
    throw error;
  }
}
