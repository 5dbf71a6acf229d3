import { header } from '../http/call.js';
import type { Call, Protocol } from '../http/call.js';
import { readBody } from '../http/read-body.js';
import { toServiceError } from '../http/to-service-error.js';
import type { JsonObject, OnRequest, ServedOperations } from '../service/operation.js';
import { ServiceError } from '../service-error.js';
import { admit, authenticate, checkService } from '../signature/authenticate.js';
import { sha256 } from '../signature/signature.js';

/** Where the members of an operation's input travel. */
interface RestBinding {
  readonly method: string;
  /** Its named groups are members. */
  readonly path: RegExp;
  /** Member -> header, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The member that is the body, as bytes. */
  readonly payload: string;
}

export interface RestAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface RestJsonService {
  readonly signingName: string;
  readonly bindings: Readonly<Record<string, RestBinding>>;
  readonly operations: ServedOperations<JsonObject, RestAnswer>;
  readonly onRequest: OnRequest;
  /** Bytes that a body may have. */
  readonly bodyLimit: number;
}

/** restJson1, as far as operations need it whose body is one blob: members in the path and in headers. */
export function restJson(service: RestJsonService): Protocol {
  return async (call) => {
    try {
      const { headers, body } = await run(call, service);
      send(call, 200, headers, body);
    } catch (error) {
      const { code, message, status, members } = toServiceError(error, call);
      const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code };
      send(call, status, headers, JSON.stringify({ Message: message, ...members }));
    }
  };
}

async function run(call: Call, service: RestJsonService): Promise<RestAnswer> {
  admit(call, 'json');
  const body = await readBody(call.request, service.bodyLimit);
  const scope = authenticate(call, 'json', sha256(body));
  checkService(scope, 'json', service.signingName);
  const [name = '', binding] =
    Object.entries(service.bindings).find(
      ([, { method, path }]) => method === call.method && path.test(call.rawPath),
    ) ?? [];
  const operation = service.operations.get(name);
  if (binding === undefined || operation === undefined) {
    throw new ServiceError('UnknownOperationException', `${call.method} ${call.rawPath}: not implemented here`);
  }
  const input = { ...membersOf(call, binding), [binding.payload]: body };
  await service.onRequest(call, { operation: name, input, region: scope.region });
  return operation(input, scope.region);
}

function membersOf(call: Call, { path, headers }: RestBinding): JsonObject {
  const inPath = Object.entries(path.exec(call.rawPath)?.groups ?? {});
  const inHeaders = Object.entries(headers).map(([member, name]) => [member, header(call, name)] as const);
  return Object.fromEntries([
    ...inPath.map(([member, text]) => [member, decodeURIComponent(text)] as const),
    ...inHeaders.filter(([, value]) => value !== undefined),
  ]);
}

function send(call: Call, status: number, headers: Readonly<Record<string, string>>, body: string): void {
  const length = { 'content-length': Buffer.byteLength(body), 'x-amzn-requestid': call.requestId };
  call.response.writeHead(status, { ...headers, ...length }).end(body);
}
