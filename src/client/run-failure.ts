import { ApplicationFailure, WorkflowFailedError } from '@temporalio/client';
import { CancelledFailure, TerminatedFailure } from '@temporalio/common';
import { RunFailedError } from './errors.js';

/** How a workflow ended, in the words of the library; other errors as they are. */
export function runFailure(id: string, error: unknown): unknown {
  if (!(error instanceof WorkflowFailedError)) return error;
  const { cause } = error;
  if (cause instanceof CancelledFailure) {
    return new RunFailedError(id, 'cancelled', 'Cancelled', 'the run was cancelled', { cause: error });
  }
  if (cause instanceof TerminatedFailure) {
    const message = 'the run was terminated, and undid nothing; find what it left with: tunewright sweep';
    return new RunFailedError(id, 'failed', 'Terminated', message, { cause: error });
  }
  const type = cause instanceof ApplicationFailure ? (cause.type ?? 'Error') : (cause?.name ?? 'Error');
  const outcome = type === 'GateRejected' ? 'rejected' : 'failed';
  return new RunFailedError(id, outcome, type, cause?.message ?? error.message, { cause: error });
}
