import { ServiceError } from '../service-error.js';
import type { Service } from '../../faults/fault-rule.js';
import { header } from '../http/call.js';
import type { Call } from '../http/call.js';
import { toServiceError } from '../http/to-service-error.js';
import type { Protocol } from '../../router.js';
import { readBody } from '../http/read-body.js';
import { parseAuthorization, sha256, verifySignature } from '../signature/signature.js';
import { signatureError } from '../signature/signature-errors.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What an operation gets and gives; errors are thrown as ServiceError. `undefined` answers an empty body. */
export type Operation = (input: JsonObject, region: string) => Promise<JsonObject | undefined> | JsonObject | undefined;

/** One service of this protocol: the prefix of its X-Amz-Target, its signing name, and its operations by name. */
export interface JsonService {
  readonly service: Service;
  readonly target: string;
  readonly signingName: string;
  readonly operations: ReadonlyMap<string, Operation>;
}

const contentType = 'application/x-amz-json-1.1';
/** SageMaker's own requests stay far below; this only keeps a wrong client from filling the memory. */
const bodyLimit = 8 * 1024 * 1024;

/** awsJson1.1: POST /, the operation in X-Amz-Target, JSON both ways. */
export function awsJson(services: readonly JsonService[]): Protocol {
  return async (call) => {
    try {
      const output = await run(call, services);
      send(call, 200, output === undefined ? '' : JSON.stringify(output));
    } catch (error) {
      const { code, message, status, members } = toServiceError(error, call);
      send(call, status, JSON.stringify({ __type: code, message, ...members }));
    }
  };
}

async function run(call: Call, services: readonly JsonService[]): Promise<JsonObject | undefined> {
  const body = await readBody(call.request, bodyLimit);
  const fault = verifySignature(call, sha256(body));
  if (fault !== undefined) throw signatureError('json', fault);
  const [target, name = ''] = (header(call, 'x-amz-target') ?? '').split('.');
  const service = services.find((candidate) => candidate.target === target);
  const operation = service?.operations.get(name);
  if (service === undefined || operation === undefined) {
    throw new ServiceError('UnknownOperationException', `${target}.${name}: not implemented here`);
  }
  const scope = parseAuthorization(header(call, 'authorization'));
  if (typeof scope === 'string' || scope.service !== service.signingName) throw signatureError('json', 'malformed');
  await call.meetFaults(service.service, name);
  return operation(parse(body), scope.region);
}

function parse(body: Buffer): JsonObject {
  try {
    const input: unknown = JSON.parse(body.length === 0 ? '{}' : body.toString('utf8'));
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as JsonObject;
  } catch {
    // Answered below, like any other text that is not an object.
  }
  throw new ServiceError('SerializationException', 'The request body is not a JSON object');
}

function send(call: Call, status: number, text: string): void {
  call.response
    .writeHead(status, {
      'content-type': contentType,
      'content-length': Buffer.byteLength(text),
      'x-amzn-requestid': call.requestId,
    })
    .end(text);
}
