import type { CatalogError } from '../../catalog/index.js';
import type { Problem } from '../../contract/problems.js';

/** The catalogue's complaints as problems of the request. */
export const problemsOf = (errors: CatalogError[]): Problem[] =>
  errors.map(({ field, message }) => ({ field, message }));

/** A document that is unusable for both halves says so once. */
export function unique(problems: Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.field}\n${problem.message}`, problem])).values()];
}
