import type { Problem } from './problems.js';
import { describeProblems, shownProblems } from './problems.js';

/** Names every setting that is wrong. */
export class InvalidSettingsError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const shown = shownProblems(problems);
    super(describeProblems(shown));
    this.name = 'InvalidSettingsError';
    this.problems = shown;
  }
}

export const wrongSetting = (field: string, message: string): InvalidSettingsError =>
  new InvalidSettingsError([{ field, message }]);
