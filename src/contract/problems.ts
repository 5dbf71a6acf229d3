import { withoutSignatures } from './text/without-signatures.js';

/** One thing that is wrong with an input: which field, and a sentence with the value, what is allowed and what to do. */
export interface Problem {
  field: string;
  message: string;
}

/** The problems as others may read them. */
export const shownProblems = <T extends Problem>(problems: readonly T[]): T[] =>
  problems.map((problem) => ({ ...problem, message: withoutSignatures(problem.message) }));

/** All problems of an input as one text, a line each. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(({ field, message }) => `${field}: ${message}`).join('\n');
}
