import { seeded } from '../seeded-texts.js';

/** What the fuzzer reads of an OpenAPI document. */
export interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface OddRequest {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly body?: string;
}

const texts = [
  '',
  ' ',
  'reviews',
  '../../etc',
  "x' OR '1'='1",
  '\u0000',
  '\u202e😀',
  '<script>',
  '{{7*7}}',
  'x'.repeat(600),
  '-1',
  's3://',
];
const anything = [null, true, 0, -1, 1e308, 0.1, [], {}, [[]], { __proto__: 1 }, ...texts];
/** How often a value follows its description; else it is anything. */
const obedience = 0.85;
const deepest = 6;

/** Requests to every operation in turn, each partly as it is described and partly not; those of a seed are always the same. */
export function* oddRequests(
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>,
  schemas: Readonly<Record<string, object>>,
  seed: number,
): Generator<OddRequest> {
  const random = seeded(seed);
  const one = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

  const valueOf = (schema: Schema, depth = 0): unknown => {
    if (random() > obedience || depth > deepest) return one(anything);
    if (schema.$ref !== undefined) return valueOf(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, depth);
    if (schema.const !== undefined) return schema.const;
    if (schema.enum !== undefined) return one(schema.enum);
    const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
    if (choices !== undefined && choices.length > 0) return valueOf(one(choices), depth + 1);
    switch (typeof schema.type === 'string' ? schema.type : one(schema.type ?? ['any'])) {
      case 'object':
        return Object.fromEntries(
          Object.entries(schema.properties ?? { odd: {} })
            .filter(([name]) => schema.required?.includes(name) === true || random() < 0.5)
            .map(([name, member]) => [name, valueOf(member, depth + 1)]),
        );
      case 'array':
        return Array.from({ length: Math.floor(random() * 3) }, () => valueOf(schema.items ?? {}, depth + 1));
      case 'integer':
        return Math.round((schema.minimum ?? 0) + random() * 10);
      case 'number':
        return (schema.minimum ?? 0) + random();
      case 'boolean':
        return random() < 0.5;
      case 'string':
        return one(texts);
      default:
        return one(anything);
    }
  };

  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  for (let at = 0; ; at = (at + 1) % operations.length) {
    const { path, method, operation } = operations[at] ?? operations[0]!;
    const query = new URLSearchParams();
    for (const { name, in: place, schema } of operation.parameters ?? []) {
      if (place === 'query' && random() < 0.5) query.set(name, String(valueOf(schema)));
    }
    const filled = path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(one(texts.filter((text) => text !== ''))));
    const schema = operation.requestBody?.content['application/json']?.schema;
    const asked = query.size === 0 ? filled : `${filled}?${query.toString()}`;
    yield { method, path: asked, operation, ...(schema !== undefined && { body: JSON.stringify(valueOf(schema)) }) };
  }
}
