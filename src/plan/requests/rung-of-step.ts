import type { Step } from '../../contract/activities.js';

/** The instance type, with what follows from it, that a step is on. @throws RangeError where the ladder has no such rung: no plan leads there */
export function rungOfStep<R>(rungs: readonly R[], { rung: index }: Pick<Step, 'rung'>): R {
  const rung = rungs[index];
  if (rung === undefined) throw new RangeError(`the plan has no rung ${index} in its list of instance types`);
  return rung;
}
