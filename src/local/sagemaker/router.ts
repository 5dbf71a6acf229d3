import { faultsPath } from './faults/faults-admin.js';
import { header } from './wire/http/call.js';
import type { Call, Protocol } from './wire/http/call.js';
import { isPresigned, parseAuthorization } from './wire/signature/signature.js';

export interface Protocols {
  readonly awsJson: Protocol;
  readonly runtime: Protocol;
  readonly s3: Protocol;
  readonly query: Protocol;
  /** Not of AWS: where faults are asked for. */
  readonly faults: Protocol;
}

/** Signing name -> protocol. SageMaker and its runtime share one; X-Amz-Target tells them apart. */
const bySigningName: ReadonlyMap<string, keyof Protocols> = new Map([
  ['sagemaker', 'runtime'],
  ['s3', 's3'],
  ['sts', 'query'],
  ['logs', 'awsJson'],
  ['servicequotas', 'awsJson'],
  ['sqs', 'awsJson'],
  ['kms', 'awsJson'],
]);

/** One port for every service: the wire itself says which one is meant. */
export function route(protocols: Protocols): Protocol {
  return (call) => protocols[call.rawPath === faultsPath ? 'faults' : protocolOf(call)](call);
}

function protocolOf(call: Call): keyof Protocols {
  if (header(call, 'x-amz-target') !== undefined) return 'awsJson';
  const authorization = parseAuthorization(header(call, 'authorization'));
  if (authorization === 'missing' && isPresigned(call)) return 's3';
  if (typeof authorization !== 'string') return bySigningName.get(authorization.service) ?? 'query';
  if (call.method === 'POST' && /^\/endpoints\/[^/]+\/invocations$/.test(call.rawPath)) return 'runtime';
  return header(call, 'content-type')?.startsWith('application/x-www-form-urlencoded') ? 'query' : 's3';
}
