import { CatalogError } from '../../../catalog/index.js';
import {
  DecisionRefusedError,
  DeletionTimeoutError,
  InvalidInputError,
  RunFailedError,
  UnreachableError,
} from '../../../client/index.js';
import { defined } from '../../../contract/defined.js';
import type { ProblemDetails } from '../../api/index.js';
import type { RefusalType } from './refusal.js';
import { Refusal, refusals } from './refusal.js';

/** HTTP statuses of what fastify itself refuses. */
const byStatus: Readonly<Record<number, RefusalType>> = {
  400: 'bad-request',
  404: 'not-found',
  413: 'too-large',
  415: 'unsupported-type',
};

/** Whatever was thrown, in the one form of every error. What nobody foresaw tells nothing of the inside. */
export function problemOf(error: unknown): ProblemDetails {
  const refusal = refusalOf(error);
  const { status, title } = refusals[refusal.type];
  return {
    type: `urn:tunewright:${refusal.type}`,
    title,
    status,
    detail: refusal.message,
    problems: [...refusal.problems],
    ...defined({
      failure: refusal.more.failure,
      gates: refusal.more.gates === undefined ? undefined : [...refusal.more.gates],
    }),
  };
}

export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof InvalidInputError) return new Refusal('invalid-input', error.message, error.problems);
  if (error instanceof CatalogError) {
    const { field, message } = error;
    if (field === 'catalogue') return new Refusal('unreachable', message);
    return new Refusal('invalid-input', message, [{ field, message }]);
  }
  if (error instanceof DecisionRefusedError) return new Refusal('conflict', error.message);
  if (error instanceof UnreachableError) return new Refusal('unreachable', error.message);
  if (error instanceof DeletionTimeoutError) return new Refusal('run-failed', error.message);
  if (error instanceof RunFailedError) return new Refusal('run-failed', error.message, [], { failure: error.type });
  if (isTemporals(error)) return new Refusal('unreachable', `Temporal can't be asked: ${error.message}`);
  const status = (error as { statusCode?: number } | null)?.statusCode ?? 500;
  const type = byStatus[status];
  if (type !== undefined) return new Refusal(type, (error as Error).message);
  return new Refusal('failed', 'the console failed; its own output tells more');
}

/** Errors of the Temporal client and of gRPC: the server is away, or refuses. */
const isTemporals = (error: unknown): error is Error =>
  error instanceof Error &&
  (error.name === 'ServiceError' || typeof (error as { details?: unknown }).details === 'string');
