import { CatalogError } from '../../catalog/index.js';
import type { Problem } from '../../contract/problems.js';

/** The catalogue's complaints as problems of the request. */
export const problemsOf = (errors: readonly CatalogError[]): Problem[] =>
  errors.map(({ field, message }) => ({ field, message }));

/** What the model document says; an empty text where it says nothing, with its complaint among the problems. */
export function orProblem(problems: Problem[], read: () => string): string {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error;
    problems.push(...problemsOf([error]));
    return '';
  }
}

/** A document that is unusable for both halves says so once. */
export function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.field}\n${problem.message}`, problem])).values()];
}
