import { failure } from './failures.js';

/** The rung of that index. Throws `InvalidRequest` where the plan's ladder has none. */
export function rungOf<R>(rungs: readonly R[], index: number): R {
  const rung = rungs[index];
  if (rung === undefined)
    throw failure('InvalidRequest', `the plan has no rung ${index} in its list of instance types`);
  return rung;
}
