import { ServiceError, validationException } from '../errors.js';

export interface Limits {
  readonly required?: true;
  /** Of the length of a text, the value of a number, the size of a list or map. */
  readonly min?: number;
  readonly max?: number;
}

/** What the service model says about a member; members that no rule names pass unchecked. */
export type Shape =
  | (Limits & { readonly type: 'string'; readonly pattern?: string; readonly values?: readonly string[] })
  | (Limits & { readonly type: 'number' | 'boolean' })
  | (Limits & { readonly type: 'list'; readonly member: Shape })
  | (Limits & { readonly type: 'map'; readonly key: Shape; readonly value: Shape })
  | (Limits & { readonly type: 'structure'; readonly members: Readonly<Record<string, Shape>> });

/**
 * Checks a request against its shape, and reports all faults in one message, in the words of the real service.
 * @throws ServiceError ValidationException; SerializationException for a value of the wrong JSON type
 */
export function checkShape(input: unknown, members: Readonly<Record<string, Shape>>): void {
  const faults = faultsOf(input, { type: 'structure', members }, '');
  if (faults.length === 0) return;
  const noun = faults.length === 1 ? 'validation error' : 'validation errors';
  throw validationException(`${faults.length} ${noun} detected: ${faults.join('; ')}`);
}

function faultsOf(value: unknown, shape: Shape, path: string): string[] {
  if (value === undefined || value === null)
    return shape.required ? [fault(null, path, 'Member must not be null')] : [];
  if (typeOf(value) !== shape.type && !(shape.type === 'map' && typeOf(value) === 'structure')) {
    throw new ServiceError(
      'SerializationException',
      `${path}: ${typeOf(value)} found where a ${shape.type} was expected`,
    );
  }
  return [...limitFaults(value, shape, path), ...innerFaults(value, shape, path)];
}

function innerFaults(value: unknown, shape: Shape, path: string): string[] {
  switch (shape.type) {
    case 'structure':
      return Object.entries(shape.members).flatMap(([name, member]) =>
        faultsOf((value as Record<string, unknown>)[name], member, join(path, camelCase(name))),
      );
    case 'list':
      return (value as unknown[]).flatMap((item, index) =>
        faultsOf(item, { ...shape.member, required: true }, join(path, `${index + 1}.member`)),
      );
    case 'map':
      return Object.entries(value as Record<string, unknown>).flatMap(([key, item]) => [
        ...faultsOf(key, shape.key, path),
        ...faultsOf(item, { ...shape.value, required: true }, join(path, `${key}.member`)),
      ]);
    case 'string':
      return textFaults(value as string, shape, path);
    case 'number':
    case 'boolean':
      return [];
  }
}

function textFaults(value: string, shape: Shape & { type: 'string' }, path: string): string[] {
  const faults: string[] = [];
  if (shape.values !== undefined && !shape.values.includes(value)) {
    faults.push(fault(value, path, `Member must satisfy enum value set: [${shape.values.join(', ')}]`));
  }
  if (shape.pattern !== undefined && !new RegExp(`^(?:${shape.pattern})$`, 'u').test(value)) {
    faults.push(fault(value, path, `Member must satisfy regular expression pattern: ${shape.pattern}`));
  }
  return faults;
}

function limitFaults(value: unknown, { type, min, max }: Shape, path: string): string[] {
  const size = typeof value === 'number' ? value : sizeOf(value);
  const what = type === 'number' ? 'value' : 'length';
  const faults: string[] = [];
  if (min !== undefined && size < min) {
    faults.push(fault(value, path, `Member must have ${what} greater than or equal to ${min}`));
  }
  if (max !== undefined && size > max) {
    faults.push(fault(value, path, `Member must have ${what} less than or equal to ${max}`));
  }
  return faults;
}

function sizeOf(value: unknown): number {
  if (typeof value === 'string') return [...value].length;
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'structure' : typeof value;
}

function fault(value: unknown, path: string, constraint: string): string {
  const shown = value === null ? 'null' : `'${typeof value === 'string' ? value : JSON.stringify(value)}'`;
  return `Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
