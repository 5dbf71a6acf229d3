import { nearest } from './text/nearest.js';

/** No message of ours is nested deeper; what is nested for its own sake is not followed. */
const deepest = 10;

/** The value without the members that are null: in many languages what was left out is written as null. */
export function withoutNulls<T>(value: T, depth = deepest): T {
  if (typeof value !== 'object' || value === null || depth === 0) return value;
  if (Array.isArray(value)) return value.map((element: unknown) => withoutNulls(element, depth - 1)) as T;
  const given = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(given.map(([name, member]) => [name, withoutNulls(member as unknown, depth - 1)])) as T;
}

/** True for what JSON calls an object. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What is said of members that are not known: with the nearest that are, or all of them. */
export function unknownText(unknown: readonly string[], known: readonly string[]): string {
  return unknown.map((name) => `unknown ${JSON.stringify(name.slice(0, 100))}; ${advice(name, known)}`).join('; ');
}

/** The same for an object; null where all its members are known. */
export function unknownMembers(value: object, known: readonly string[]): string | null {
  const unknown = Object.keys(value).filter((name) => !known.includes(name));
  return unknown.length === 0 ? null : unknownText(unknown, known);
}

function advice(name: string, known: readonly string[]): string {
  const [best] = nearest(name.slice(0, 100), known, 1);
  return best === undefined ? `known here: ${known.join(', ')}` : `did you mean ${best}?`;
}
