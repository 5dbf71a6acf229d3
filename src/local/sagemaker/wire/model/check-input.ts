import { ServiceError } from '../service-error.js';
import { allConstraints, brokenConstraints } from './constraint.js';
import type { Shape, Shapes } from './shape.js';

const mustNotBeNull = 'Member must not be null';

/**
 * Checks a request against the shape of its input, and reports all faults in one message, in the words of the real
 * service. Members that the model does not know pass.
 * @throws ServiceError made by `refusal`; SerializationException for a value of the wrong JSON type
 */
export function checkInput(
  shapes: Shapes,
  shape: string,
  input: unknown,
  refusal: (message: string) => ServiceError,
): void {
  const faults = faultsOf(input, shapeOf(shapes, shape), '', shapes);
  if (faults.length === 0) return;
  const noun = faults.length === 1 ? 'validation error' : 'validation errors';
  throw refusal(`${faults.length} ${noun} detected: ${faults.join('; ')}`);
}

/** The input as its operation gets it: a member that is null is one that was left out, in every structure that the model knows. */
export function withoutNulls(shapes: Shapes, shape: string, input: unknown): unknown {
  return leftOut(input, shapeOf(shapes, shape), shapes);
}

function leftOut(value: unknown, shape: Shape, shapes: Shapes): unknown {
  if (shape.type === 'list')
    return (value as unknown[]).map((item) => leftOut(item, shapeOf(shapes, shape.member), shapes));
  if (shape.type !== 'structure' && shape.type !== 'map') return value;
  const innerShape = (name: string): string | undefined =>
    shape.type === 'map' ? shape.value : Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
  const given = Object.entries(value as object).filter(([, member]) => member !== null);
  return Object.fromEntries(
    given.map(([name, member]): [string, unknown] => {
      const inner = innerShape(name);
      return [name, inner === undefined ? member : leftOut(member, shapeOf(shapes, inner), shapes)];
    }),
  );
}

function shapeOf(shapes: Shapes, name: string): Shape {
  const shape = shapes[name];
  if (shape === undefined) throw new Error(`the service model has no shape ${name}`);
  return shape;
}

function faultsOf(value: unknown, shape: Shape, path: string, shapes: Shapes): string[] {
  const type = typeOf(value);
  if (
    type !== shape.type &&
    !(shape.type === 'map' && type === 'structure') &&
    !(shape.type === 'blob' && isBase64(value))
  ) {
    throw new ServiceError('SerializationException', `${path}: ${type} found where a ${shape.type} was expected`);
  }
  const own = brokenConstraints(value, shape).map((constraint) => fault(value, path, constraint));
  return [...own, ...innerFaults(value, shape, path, shapes)];
}

function innerFaults(value: unknown, shape: Shape, path: string, shapes: Shapes): string[] {
  switch (shape.type) {
    case 'structure':
      return Object.entries(shape.members).flatMap(([name, member]) => {
        const inner = (value as Record<string, unknown>)[name] ?? undefined;
        const at = join(path, camelCase(name));
        if (inner !== undefined) return faultsOf(inner, shapeOf(shapes, member), at, shapes);
        return shape.required?.includes(name) === true ? [fault(null, at, mustNotBeNull)] : [];
      });
    case 'list':
      return (value as unknown[]).flatMap((item, index) => {
        const at = join(path, `${index + 1}.member`);
        return item === null
          ? [fault(null, at, mustNotBeNull)]
          : faultsOf(item, shapeOf(shapes, shape.member), at, shapes);
      });
    case 'map':
      return mapFaults(value as Readonly<Record<string, unknown>>, shape, path, shapes);
    case 'string':
    case 'number':
    case 'boolean':
    case 'blob':
      return [];
  }
}

/** Keys and plain values of a map have no path of their own: the map is shown, with what one of them had to satisfy. */
function mapFaults(
  value: Readonly<Record<string, unknown>>,
  shape: Shape & { type: 'map' },
  path: string,
  shapes: Shapes,
): string[] {
  const [keyShape, valueShape] = [shapeOf(shapes, shape.key), shapeOf(shapes, shape.value)];
  const broken = (item: unknown, of: Shape): boolean => item === null || faultsOf(item, of, path, shapes).length > 0;
  const nested = valueShape.type === 'structure' || valueShape.type === 'list' || valueShape.type === 'map';
  return [
    ...(Object.keys(value).some((key) => broken(key, keyShape))
      ? [fault(value, path, `Map keys must satisfy constraint: [${allConstraints(keyShape).join(', ')}]`)]
      : []),
    ...(!nested && Object.values(value).some((item) => broken(item, valueShape))
      ? [fault(value, path, `Map value must satisfy constraint: [${allConstraints(valueShape).join(', ')}]`)]
      : []),
    ...(nested
      ? Object.entries(value).flatMap(([key, item]) => faultsOf(item, valueShape, join(path, `${key}.member`), shapes))
      : []),
  ];
}

/** How bytes are written in JSON. */
const isBase64 = (value: unknown): boolean =>
  typeof value === 'string' && value.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(value);

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (value instanceof Uint8Array) return 'blob';
  return typeof value === 'object' ? 'structure' : typeof value;
}

function fault(value: unknown, path: string, constraint: string): string {
  return `Value ${value === null ? 'null' : `'${shown(value)}'`} at '${path}' failed to satisfy constraint: ${constraint}`;
}

/** As the service prints a value: lists and maps in the way of Java. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${Object.entries(value)
    .map(([name, inner]) => `${name}=${shown(inner)}`)
    .join(', ')}}`;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function camelCase(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
