import type { ResourceKind } from '../../contract/resources.js';
import type { SageMaker } from '../sagemaker.js';

/** What a look at a resource found. */
export interface Found<Answer = unknown> {
  /** SageMaker gives one always; the SDK's types do not promise it. */
  readonly arn: string | undefined;
  /** SageMaker's own word, e.g. `InService`; `Created` for kinds that have no states. */
  readonly state: string;
  /** SageMaker's answer as it is. */
  readonly answer: Answer;
}

/** A resource as a list names it. */
export interface Listed {
  readonly kind: ResourceKind;
  readonly name: string;
  readonly arn: string;
  readonly state: string;
  readonly createdAt: Date | undefined;
}

/** A kind of resource: the calls that are made of it, and what its states mean. Errors are the SDK's. */
export interface Resource<Answer = unknown> {
  readonly kind: ResourceKind;
  /** Fails where there is no such resource: see `orNull`. */
  describe(sagemaker: SageMaker, name: string): Promise<Found<Answer>>;
  /**
   * Those of the region that cost money or are in the way, whoever made them.
   * @param createdFrom milliseconds since 1970: those that were created from then on, oldest first
   */
  list(sagemaker: SageMaker, createdFrom?: number): AsyncIterable<Listed>;
  /** Asks for the removal, for which `removal.ts` is the place: there it is looked at first, and whose it is. */
  remove(sagemaker: SageMaker, name: string): Promise<void>;
  /** It costs nothing any more, and that state is for ever: as good as gone. */
  isOver(state: string): boolean;
  /** It takes a request to go. Out of the other states it comes by itself. */
  isRemovable(state: string): boolean;
}

/** The state of kinds that have none of their own. */
export const created = 'Created';

/** An entry of a list; nothing where SageMaker leaves out what it always gives. */
export function* listed(
  kind: ResourceKind,
  entry: { name: string | undefined; arn: string | undefined; state?: string | undefined; createdAt: Date | undefined },
): Generator<Listed> {
  const { name, arn, state = created, createdAt } = entry;
  if (name !== undefined && arn !== undefined) yield { kind, name, arn, state, createdAt };
}

/** A request as it goes over the wire: instance types are texts, since SageMaker has newer ones than the SDK's list. */
export type Wire<T> = T extends Date | Uint8Array
  ? T
  : T extends (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [K in keyof T]: K extends 'InstanceType' ? string | undefined : Wire<T[K]> }
      : T;
