import { ServiceError } from '../service-error.js';
import type { Call } from './call.js';

/** What to answer for anything that was thrown: a refusal as it is, a fault of this server as 500, with a line in its log. */
export function toServiceError(error: unknown, call: Call): ServiceError {
  if (error instanceof ServiceError) return error;
  call.log(
    `${call.method} ${call.rawPath}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return new ServiceError('InternalFailure', 'The request processing has failed because of an unknown error.', 500);
}
