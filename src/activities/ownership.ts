import type { Resource, SageMaker, Tags } from '../aws/index.js';
import { isAlreadyThere, readTags } from '../aws/index.js';
import { tagKeys } from '../contract/names.js';
import type { Tag } from '../plan/index.js';
import { failure } from './failures.js';

/** Do these tags say what the others were to say: same run, same execution (where they name one), same request? */
export const areOurs = (found: Tags, tags: readonly Tag[]): boolean =>
  [tagKeys.run, tagKeys.execution, tagKeys.request].every(
    (key) => found[key] === valueOf(tags, key) || (key === tagKeys.execution && found[key] === undefined),
  );

const valueOf = (tags: readonly Tag[], key: string): string | undefined => tags.find(({ Key }) => Key === key)?.Value;

/**
 * Does the thing itself differ from what was to be made? Tags can be set by anybody. Compared is what both name, at any depth;
 * an S3 prefix may come back without its last slash, and names in another order.
 */
export function differs(found: unknown, wanted: unknown): boolean {
  if (found === undefined || found === null || wanted === undefined) return false;
  if (Array.isArray(wanted) && Array.isArray(found)) {
    const [a, b] = [sorted(found), sorted(wanted)];
    return a.length !== b.length || b.some((each, index) => differs(a[index], each));
  }
  if (typeof wanted === 'object' && wanted !== null) {
    return Object.entries(wanted).some(([key, value]) => differs((found as Record<string, unknown>)[key], value));
  }
  return plain(found) !== plain(wanted);
}

const sorted = (values: readonly unknown[]): readonly unknown[] =>
  values.every((value) => typeof value === 'string') ? values.toSorted() : values;

/**
 * Does what was found have one of these members, though it was not asked for? What runs code or passes data on does so by its presence;
 * empty and false are what SageMaker says of a member that was left out.
 */
export function adds(
  found: object | undefined,
  wanted: object | undefined,
  members = Object.keys(found ?? {}),
): boolean {
  const [there, asked] = [found, wanted].map((each = {}) => new Map<string, unknown>(Object.entries(each)));
  return members.some((member) => !isNothing(there?.get(member)) && isNothing(asked?.get(member)));
}

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  value === '' ||
  (typeof value === 'object' && Object.values(value).every(isNothing));

const plain = (value: unknown): unknown => (typeof value === 'string' ? value.replace(/\/+$/, '') : value);

interface Wanted<Answer> {
  readonly name: string;
  readonly tags: readonly Tag[];
  readonly create: () => Promise<void>;
  /** Is what stands under that name the thing that was to be made? */
  readonly isSame: (answer: Answer) => boolean;
  /** Has what stands there go, where it may; resolves with whether it goes. Left out: it stays. */
  readonly makeRoom?: () => Promise<boolean>;
}

/** Creates, or adopts what an earlier attempt of this very activity created; anything else of that name is refused. */
export async function createOrAdopt<Answer>(
  sagemaker: SageMaker,
  resource: Resource<Answer>,
  { name, tags, create, isSame, makeRoom }: Wanted<Answer>,
): Promise<'created' | 'adopted'> {
  try {
    await create();
    return 'created';
  } catch (error) {
    if (!isAlreadyThere(error)) throw error;
  }
  const { arn, answer } = await resource.describe(sagemaker, name);
  if (arn !== undefined && isSame(answer) && areOurs(await readTags(sagemaker, arn), tags)) return 'adopted';
  if ((await makeRoom?.()) === true) {
    throw failure('ServiceUnavailable', `${resource.kind} "${name}" of an earlier life of this run makes room`);
  }
  throw failure(
    'NameTaken',
    `${resource.kind} "${name}" exists and is not of this run, or was made for another request; choose another name or delete it`,
  );
}
