import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { header } from '../http/call.js';
import type { Call, Protocol } from '../http/call.js';
import { drain } from '../http/drain.js';
import { toServiceError } from '../http/to-service-error.js';
import type { OnRequest, ServedOperations } from '../service/operation.js';
import { ServiceError } from '../service-error.js';
import { authenticate, checkService } from '../signature/authenticate.js';
import { isPresigned } from '../signature/signature.js';
import { element, renderXml } from '../xml/xml-element.js';
import type { XmlElement } from '../xml/xml-element.js';

export interface XmlAnswer {
  /** Left out: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly xml?: XmlElement;
  /** Opens the bytes that are the body; a HEAD leaves them closed. */
  readonly body?: () => Readable | Buffer;
}

export interface RestXmlService<Input> {
  readonly signingName: string;
  /** What an operation gets of a request to `region`. */
  readonly inputOf: (call: Call, region: string) => Input;
  /** The name of the operation that is asked for. @throws ServiceError for one that is not served */
  readonly operationOf: (input: Input) => string;
  readonly operations: ServedOperations<Input, XmlAnswer>;
  readonly onRequest: OnRequest;
}

/** restXml: the operation in method, path and query, bytes or XML in the body, XML errors. */
export function restXml<Input>(service: RestXmlService<Input>): Protocol {
  return async (call) => {
    try {
      await send(call, await run(call, service));
    } catch (error) {
      if (call.response.headersSent) call.response.destroy();
      else await sendError(call, toServiceError(error, call));
    }
  };
}

async function run<Input>(call: Call, service: RestXmlService<Input>): Promise<XmlAnswer> {
  // Whoever signs an URL does not know what will be sent to it.
  const payloadHash = header(call, 'x-amz-content-sha256') ?? (isPresigned(call) ? 'UNSIGNED-PAYLOAD' : undefined);
  const scope = authenticate(call, 's3', payloadHash ?? '');
  checkService(scope, 's3', service.signingName);
  if (payloadHash === undefined) {
    throw new ServiceError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  const input = service.inputOf(call, scope.region);
  const name = service.operationOf(input);
  const operation = service.operations.get(name);
  if (operation === undefined) throw new Error(`no operation ${name}`);
  await service.onRequest(call, { operation: name, input, region: scope.region });
  return operation(input, scope.region);
}

async function send(call: Call, { status = 200, headers = {}, xml, body }: XmlAnswer): Promise<void> {
  const common = { 'x-amz-request-id': call.requestId, 'x-amz-id-2': call.requestId };
  if (xml !== undefined) {
    const text = renderXml(xml);
    const entity = { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(text) };
    call.response.writeHead(status, { ...common, ...headers, ...entity }).end(text);
    return;
  }
  call.response.writeHead(status, { ...common, ...headers });
  if (body === undefined || call.method === 'HEAD') call.response.end();
  else await sendBody(call, body());
}

async function sendBody(call: Call, content: Readable | Buffer): Promise<void> {
  if (Buffer.isBuffer(content)) call.response.end(content);
  else await pipeline(content, call.response);
}

async function sendError(call: Call, { code, message, status, members, headers: more }: ServiceError): Promise<void> {
  const details = [
    element('Code', code),
    element('Message', message),
    element('Resource', call.rawPath),
    element('RequestId', call.requestId),
    ...Object.entries(members).map(([name, value]) => element(name, String(value))),
  ];
  // A HEAD has no body to say more: clients see only the status.
  const text = call.method === 'HEAD' ? '' : renderXml(element('Error', details));
  const headers = { 'content-type': 'application/xml', 'x-amz-request-id': call.requestId, ...more };
  await drain(call.request);
  call.response.writeHead(status, text === '' ? headers : { ...headers, 'content-length': Buffer.byteLength(text) });
  call.response.end(text);
}
