import type { z } from 'zod';
import { unknownText } from '../given.js';

type Issue = z.core.$ZodRawIssue;

const types: Readonly<Record<string, string>> = {
  string: 'must be a text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
};

/** What the schema library would say in its own words, in ours; schemas say it better where they know more. */
export function ownWords(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return types[issue.expected] ?? `must be an object${members(issue, ' with the members ')}`;
    case 'too_small':
      return isNumber(issue.origin)
        ? `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
        : atLeast(issue.origin, Number(issue.minimum));
    case 'too_big':
      return isNumber(issue.origin)
        ? `must be ${issue.inclusive === false ? 'less than' : 'at most'} ${issue.maximum}`
        : `must have at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'}`;
    case 'invalid_value':
      return `must be ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}`;
    case 'unrecognized_keys':
      return unknownText(issue.keys, shapeOf(issue));
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    default:
      return 'has a form that is not allowed here';
  }
}

const isNumber = (origin: string): boolean => ['number', 'int', 'bigint'].includes(origin);

function atLeast(origin: string, minimum: number): string {
  if (minimum === 1) return origin === 'string' ? 'must not be empty' : 'must have at least one entry';
  return `must have at least ${minimum} ${origin === 'string' ? 'characters' : 'entries'}`;
}

const members = (issue: Issue, before: string): string => {
  const names = shapeOf(issue);
  return names.length === 0 ? '' : `${before}${names.join(', ')}`;
};

/** The members of the object that the issue is about; the library does not tell them otherwise. */
function shapeOf({ inst }: Issue): string[] {
  const shape = (inst?._zod.def as { shape?: object } | undefined)?.shape;
  return shape === undefined ? [] : Object.keys(shape);
}
