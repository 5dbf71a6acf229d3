import { matchesPattern } from './java-pattern.js';
import type { Shape } from './shape.js';

/** The rules of a shape that a value of its type breaks, in the words of the service. */
export function brokenConstraints(value: unknown, shape: Shape): string[] {
  const { min, max } = shape;
  const size = sizeOf(value);
  const text = value as string;
  return [
    ...(max !== undefined && size > max ? [sizeRule(shape, 'less', max)] : []),
    ...(min !== undefined && size < min ? [sizeRule(shape, 'greater', min)] : []),
    ...(shape.type === 'string' && shape.values?.includes(text) === false ? [enumRule(shape.values)] : []),
    ...(shape.type === 'string' && shape.pattern !== undefined && !matchesPattern(shape.pattern, text)
      ? [patternRule(shape.pattern)]
      : []),
  ];
}

/** Every rule of a shape, broken or not. */
export function allConstraints(shape: Shape): string[] {
  const { type, min, max } = shape;
  return [
    ...(max === undefined ? [] : [sizeRule(shape, 'less', max)]),
    ...(min === undefined && type !== 'string' ? [] : [sizeRule(shape, 'greater', min ?? 0)]),
    ...(type === 'string' && shape.values !== undefined ? [enumRule(shape.values)] : []),
    ...(type === 'string' && shape.pattern !== undefined ? [patternRule(shape.pattern)] : []),
  ];
}

function sizeRule({ type }: Shape, direction: 'less' | 'greater', limit: number): string {
  return `Member must have ${type === 'number' ? 'value' : 'length'} ${direction} than or equal to ${limit}`;
}

function enumRule(values: readonly string[]): string {
  return `Member must satisfy enum value set: [${values.join(', ')}]`;
}

function patternRule(pattern: string): string {
  return `Member must satisfy regular expression pattern: ${pattern}`;
}

function sizeOf(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return [...value].length;
  if (value instanceof Uint8Array) return value.length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
