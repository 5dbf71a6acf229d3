import type { Problem } from '../contract/problems.js';
import { describeProblems } from '../contract/problems.js';

/** Names every setting that is wrong. */
export class InvalidSettingsError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(describeProblems(problems));
    this.name = 'InvalidSettingsError';
    this.problems = problems;
  }
}

export const wrongSetting = (field: string, message: string): InvalidSettingsError =>
  new InvalidSettingsError([{ field, message }]);
