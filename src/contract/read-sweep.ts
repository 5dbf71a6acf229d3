import { isObject, unknownMembers, withoutNulls } from './given.js';
import type { Problem } from './problems.js';
import { regionPattern, regionRule } from './region.js';
import type { SweepRequest } from './sweep.js';

const members = ['region', 'delete'];

/** What is wrong with a request to sweep, of unknown origin. A deletion of what was not meant can't be taken back, so it names its region. */
export function sweepProblems(input: unknown): Problem[] {
  if (input === undefined || input === null) return [];
  if (!isObject(input)) {
    return [{ field: 'request', message: `must be an object such as {"region": "us-east-1"}, or nothing` }];
  }
  const given = withoutNulls(input);
  const { region, delete: asked } = given;
  const unknown = unknownMembers(given, members);
  const wrongRegion = region !== undefined && !(typeof region === 'string' && regionPattern.test(region));
  return [
    ...(unknown === null ? [] : [{ field: 'request', message: unknown }]),
    ...(wrongRegion ? [{ field: 'region', message: regionRule }] : []),
    ...(asked === undefined || typeof asked === 'boolean'
      ? []
      : [{ field: 'delete', message: 'must be true or false' }]),
    ...(asked === true && region === undefined
      ? [{ field: 'region', message: 'is missing; a deletion names its region' }]
      : []),
  ];
}

/** A request without problems. */
export const readSweep = (input: unknown): SweepRequest => withoutNulls((input ?? {}) as SweepRequest);
