import { header } from '../http/call.js';
import type { Call, Protocol } from '../http/call.js';
import { readBody } from '../http/read-body.js';
import { toServiceError } from '../http/to-service-error.js';
import type { JsonObject, OnRequest, ServedOperations } from '../service/operation.js';
import { ServiceError } from '../service-error.js';
import { admit, authenticate, checkService } from '../signature/authenticate.js';
import { sha256 } from '../signature/signature.js';

/** One service of this protocol. */
export interface JsonService {
  /** The prefix of its X-Amz-Target. */
  readonly target: string;
  readonly signingName: string;
  readonly operations: ServedOperations;
  readonly onRequest: OnRequest;
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
  admit(call, 'json');
  const body = await readBody(call.request, bodyLimit);
  const scope = authenticate(call, 'json', sha256(body));
  const [target, name = ''] = (header(call, 'x-amz-target') ?? '').split('.');
  const service = services.find((candidate) => candidate.target === target);
  const operation = service?.operations.get(name);
  if (service === undefined || operation === undefined) {
    throw new ServiceError('UnknownOperationException', `${target}.${name}: not implemented here`);
  }
  checkService(scope, 'json', service.signingName);
  const input = parse(body);
  await service.onRequest(call, { operation: name, input, region: scope.region });
  return operation(input, scope.region);
}

function parse(body: Buffer): JsonObject {
  try {
    const input: unknown = JSON.parse(body.length === 0 ? '{}' : body.toString('utf8'));
    if (typeof input === 'object' && input !== null && !Array.isArray(input) && isShallow(input)) {
      return input as JsonObject;
    }
  } catch {
    // Answered below, like any other text that is not an object.
  }
  throw new ServiceError('SerializationException', 'The request body is not a JSON object');
}

/** No input of AWS nests deeper; what writes documents later does so by recursion. */
const deepest = 100;

function isShallow(input: object): boolean {
  let level: unknown[] = [input];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return false;
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return true;
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
