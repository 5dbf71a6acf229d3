import { defined } from '../../contract/defined.js';

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The members of a group that were given; undefined where none was. */
export function group<T extends object>(value: T): Given<T> | undefined {
  const members = defined(value) as Given<T>;
  return Object.keys(members).length === 0 ? undefined : members;
}
