import { expect, test } from 'vitest';
import type { z } from 'zod';
import { deployRequestSchema, fineTuneRequestSchema } from '../../src/contract/schema/requests.js';
import { parseWith } from '../../src/contract/schema/parse.js';

const librarysWords = /\b(expected|received|invalid|unrecognized)\b|too (small|big)|match pattern/i;

const wrongValues: readonly unknown[] = [
  5,
  -1,
  1.5,
  1e12,
  2 ** 60,
  NaN,
  Infinity,
  '',
  ' ',
  'x'.repeat(20_000),
  true,
  [],
  [[]],
  [null],
  ['', 7],
  Array(60).fill('a'),
  {},
  { unheard: 1 },
  { '': 'x', 'aws:cost': '1', 'a&b': '2' },
  undefined,
  null,
  new Date(0),
];

interface Definition {
  type: string;
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
  element?: z.ZodType;
  options?: z.ZodType[];
  valueType?: z.ZodType;
}

/** Where a schema takes a value: each as a function that puts one there. */
function places(
  schema: z.ZodType,
  put: (value: unknown) => unknown = (value) => value,
): ((value: unknown) => unknown)[] {
  const { type, shape, innerType, element, options, valueType } = schema._zod.def as unknown as Definition;
  const inner: [z.ZodType, (value: unknown) => unknown][] = [
    ...Object.entries(shape ?? {}).map(([name, member]): [z.ZodType, (value: unknown) => unknown] => [
      member,
      (value) => ({ [name]: value }),
    ]),
    ...(innerType === undefined
      ? []
      : [[innerType, (value: unknown) => value] as [z.ZodType, (value: unknown) => unknown]]),
    ...(element === undefined
      ? []
      : [[element, (value: unknown) => [value]] as [z.ZodType, (value: unknown) => unknown]]),
    ...(options ?? []).map((option): [z.ZodType, (value: unknown) => unknown] => [option, (value) => value]),
    ...(valueType === undefined
      ? []
      : [[valueType, (value: unknown) => ({ key: value })] as [z.ZodType, (value: unknown) => unknown]]),
  ];
  if (inner.length === 0 && !['string', 'number', 'boolean', 'enum'].includes(type))
    throw new Error(`not walked: ${type}`);
  return [put, ...inner.flatMap(([part, wrap]) => places(part, (value) => put(wrap(value))))];
}

test.each([
  ['fine-tune', fineTuneRequestSchema],
  ['deploy', deployRequestSchema],
])('no word of the schema library reaches who sent a wrong %s request', (_kind, schema) => {
  const all = places(schema);
  expect(all.length).toBeGreaterThan(60);
  const messages = all.flatMap((put) =>
    wrongValues.flatMap((value) => parseWith(schema, put(value)).problems.map(({ message }) => message)),
  );
  // What was sent is quoted.
  const own = new Set(messages.map((message) => message.replace(/^.* is not allowed; /s, '')));
  expect([...own].filter((message) => librarysWords.test(message))).toEqual([]);
});
