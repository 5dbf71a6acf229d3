import type { Problem } from '../contract/problems.js';
import { describeProblems, shownProblems } from '../contract/problems.js';
import type { Outcome } from '../contract/run/status.js';

export { UnreachableError } from '../contract/unreachable.js';

/** The input has problems; all of them are listed, and nothing was started. */
export class InvalidInputError extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    const shown = shownProblems(problems);
    super(describeProblems(shown));
    this.name = 'InvalidInputError';
    this.problems = shown;
  }
}

/** The run ended without a live endpoint. */
export class RunFailedError extends Error {
  readonly run: string;
  readonly outcome: Exclude<Outcome, 'done' | 'skipped' | 'running'>;
  /** A type of the failure catalogue. */
  readonly type: string;
  constructor(run: string, outcome: RunFailedError['outcome'], type: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RunFailedError';
    this.run = run;
    this.outcome = outcome;
    this.type = type;
  }
}

/** A decision was refused: no such gate is open, or it is decided already. */
export class DecisionRefusedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DecisionRefusedError';
  }
}

/** An endpoint is still there at the end of the time for its deletion, and costs money until it is gone. */
export class DeletionTimeoutError extends Error {
  readonly endpoint: string;
  /** SageMaker's state of it at the last look, e.g. `Creating`. */
  readonly state: string;
  constructor(endpoint: string, state: string, options?: ErrorOptions) {
    super(
      `endpoint "${endpoint}" is still there (${state}) and costs money; delete it again with: tunewright endpoints delete ${endpoint}`,
      options,
    );
    this.name = 'DeletionTimeoutError';
    this.endpoint = endpoint;
    this.state = state;
  }
}
