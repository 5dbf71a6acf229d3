import { isWrongState, orNull } from '../errors.js';
import type { SageMaker } from '../sagemaker.js';
import type { Found, Resource } from './resource.js';
import type { Tags } from './tags.js';
import { readTags } from './tags.js';
import { Uses } from './uses.js';

/** Whether a resource with these tags, and of which a look found that, is the caller's to remove. */
export type IsOurs<Answer = unknown> = (tags: Tags, found: Found<Answer>) => boolean;

/** What may be removed. */
export interface RemovalPolicy<Answer = unknown> {
  /** Left out: it goes, whoever made it. */
  readonly isOurs?: IsOurs<Answer>;
  /** Hears of what is there and the caller's, before anything is asked of it; what it throws keeps the resource. */
  readonly onFound?: (found: Found<Answer>) => void | Promise<void>;
  /** What is known of who uses what: shared by the steps of one removal; left out: asked anew. */
  readonly uses?: Uses;
  /** Hears of the caller's own that is kept since somebody uses it: what, and by whom. */
  readonly onUsed?: (sentence: string) => void;
}

/** Nothing is left to do: there is no such resource, it has ended and costs nothing, or it is not the caller's, or in use. */
type Settled = 'absent' | 'over' | 'kept';

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
  if (typeof found === 'string') return { settled: found };
  const removal = await requestRemoval(sagemaker, resource, name, found.state);
  if (removal.asked) policy.uses?.removed(name);
  return removal;
}

/** The first half of {@link removeOnce}: what is there to be removed, or why nothing is. */
async function findToRemove<Answer>(
  sagemaker: SageMaker,
  resource: Resource<Answer>,
  name: string,
  { isOurs, onFound, onUsed, uses = new Uses(sagemaker) }: RemovalPolicy<Answer>,
): Promise<Found<Answer> | Settled> {
  const found = await orNull(() => resource.describe(sagemaker, name));
  if (found === null) return 'absent';
  if (resource.isOver(found.state)) return 'over';
  if (isOurs !== undefined) {
    const { arn } = found;
    if (arn === undefined) return 'kept';
    const tags = await orNull(() => readTags(sagemaker, arn));
    if (tags === null) return 'absent';
    if (!isOurs(tags, found)) return 'kept';
  }
  const user = await uses.of(resource.kind, name);
  if (user !== null) {
    onUsed?.(`${resource.kind} ${name} is kept: ${user} uses it`);
    return 'kept';
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
