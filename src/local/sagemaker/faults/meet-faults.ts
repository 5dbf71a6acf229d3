import { setTimeout as delay } from 'node:timers/promises';
import { ServiceError } from '../wire/service-error.js';
import type { OnRequest } from '../wire/service/operation.js';
import { cutBody, resetAtEnd, resetNow } from './broken-response.js';
import type { Service } from './fault-rule.js';
import type { Faults } from './faults.js';
import { expiredCredentials, failure, throttling } from './wire-errors.js';

/**
 * Makes the fault that is due to a request: throws what is to be answered, waits, or breaks the connection.
 * `closing` ends every wait: the request is then not carried out any more.
 */
export function meetFaults(faults: Faults, service: Service, closing: AbortSignal): OnRequest {
  return async ({ response }, { operation }) => {
    const rule = faults.onRequest(service, operation);
    switch (rule?.fault) {
      case undefined:
        return;
      case 'throttle':
        throw throttling(service);
      case 'expired':
        throw expiredCredentials(service);
      case 'error': {
        const { status, code, message } = rule;
        throw failure(service, { status, ...(code && { code }), ...(message && { message }) });
      }
      case 'slow':
        await delay(rule.ms, undefined, { signal: closing }).catch(() => {
          throw dropped();
        });
        return;
      case 'cut':
        return cutBody(response);
      case 'reset':
        if (rule.when === 'after') return resetAtEnd(response);
        resetNow(response);
        throw dropped();
    }
  };
}

/** Nobody sees it: the connection is gone. */
function dropped(): ServiceError {
  return new ServiceError('ServiceUnavailable', 'The connection was reset.', 503);
}
