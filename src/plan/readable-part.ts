import { isObject, withoutNulls } from '../contract/given.js';
import type { Problem } from '../contract/problems.js';

/** What of a request that can not be read is left to be looked at, and which problems of the rest would be told a second time. */
export interface ReadablePart {
  readonly request: unknown;
  readonly isTold: (problem: Problem) => boolean;
}

/**
 * A request without the values that are wrong by themselves, so that the others are looked at too: first without those alone, then without
 * the members that they are in, since what is left of such a member may not stand.
 */
export function* readableParts(input: unknown, problems: readonly Problem[]): Generator<ReadablePart> {
  const request = withoutNulls(input);
  if (!isObject(request)) return;
  const paths = problems.flatMap(({ field, message }) =>
    field === 'request' ? unknownTo(request, message) : [field.split('.')],
  );
  const members = paths.map(([member = '']) => [member]);
  for (const left of [paths, members]) yield { request: without(request, left), isTold: isWithin(members) };
}

/** Members that there are not have their names in the message alone. */
const unknownTo = (request: object, message: string): string[][] =>
  Object.keys(request).flatMap((name) =>
    message.includes(`unknown ${JSON.stringify(name.slice(0, 100))};`) ? [[name]] : [],
  );

const without = (request: object, paths: readonly (readonly string[])[]): unknown =>
  paths.reduce<unknown>((left, path) => withoutPath(left, path), request);

function withoutPath(value: unknown, [name = '', ...deeper]: readonly string[]): unknown {
  if (!isObject(value) || !Object.hasOwn(value, name)) return value;
  const { [name]: member, ...others } = value;
  // An element of a list is nothing without the others.
  return deeper.length === 0 || !isObject(member) ? others : { ...others, [name]: withoutPath(member, deeper) };
}

const isWithin =
  (members: readonly (readonly string[])[]) =>
  ({ field }: Problem): boolean =>
    members.some(
      ([member = '']) => field === member || (member !== 'hyperparameters' && field.startsWith(`${member}.`)),
    );
