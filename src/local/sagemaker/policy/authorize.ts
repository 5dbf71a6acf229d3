import type { Service } from '../faults/fault-rule.js';
import { administrator, callerArn } from '../wire/account.js';
import { ServiceError } from '../wire/service-error.js';
import type { OnRequest } from '../wire/service/operation.js';
import { authorizationOf } from '../wire/signature/signature.js';
import { decide } from './decide.js';
import type { PolicyDocument } from './policy-document.js';
import type { Right } from './right.js';
import { rightsOf } from './rights.js';

/**
 * Refuses, in AWS's words, what the policy does not allow. It binds everybody but the administrator.
 * @param onRight hears of every right that somebody needed and had
 */
export function authorize(
  policy: PolicyDocument,
  service: Service,
  onRight: (right: Right) => void = () => undefined,
): OnRequest {
  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is a rejection
  return async (call, asked) => {
    const signed = authorizationOf(call);
    if (typeof signed !== 'string' && signed.accessKey === administrator) return;
    for (const right of rightsOf(service, asked)) {
      const decision = decide(policy, right);
      if (decision !== 'allowed') throw accessDenied(service, right, decision);
      onRight(right);
    }
  };
}

function accessDenied(service: Service, { action, resource }: Right, decision: 'denied' | 'not named'): ServiceError {
  const reason =
    decision === 'denied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  const named = service === 's3' ? `"${resource}"` : resource;
  const message = `User: ${callerArn} is not authorized to perform: ${action} on resource: ${named} ${reason}`;
  return service === 's3'
    ? new ServiceError('AccessDenied', message, 403)
    : new ServiceError('AccessDeniedException', message, service === 'runtime' ? 403 : 400);
}
