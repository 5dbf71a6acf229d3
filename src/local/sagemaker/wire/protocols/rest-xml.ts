import { pipeline } from 'node:stream/promises';
import { ServiceError } from '../service-error.js';
import { header } from '../http/call.js';
import type { Call } from '../http/call.js';
import { toServiceError } from '../http/to-service-error.js';
import type { Protocol } from '../../router.js';
import { parseAuthorization, verifySignature } from '../signature/signature.js';
import { signatureError } from '../signature/signature-errors.js';
import { readObjectBody } from '../../services/s3/objects/body-files.js';
import type { ObjectStore } from '../../services/s3/objects/object-store.js';
import { findOperation, s3Routes } from '../../services/s3/s3-service.js';
import type { S3Answer, S3Call } from '../../services/s3/requests/s3-call.js';
import { element, renderXml } from '../xml/xml-element.js';

/** restXml with path-style addresses: /BUCKET/KEY. */
export function s3Xml(store: ObjectStore): Protocol {
  const routes = s3Routes(store);
  return async (call) => {
    try {
      const s3Call = authenticate(call);
      const { name, operation } = findOperation(routes, s3Call);
      await call.meetFaults('s3', name);
      await send(s3Call, await operation(s3Call));
    } catch (error) {
      if (call.response.headersSent) call.response.destroy();
      else sendError(call, toServiceError(error, call));
    }
  };
}

function authenticate(call: Call): S3Call {
  const payloadHash = header(call, 'x-amz-content-sha256');
  const fault = verifySignature(call, payloadHash ?? '');
  if (fault !== undefined) throw signatureError('s3', fault);
  const scope = parseAuthorization(header(call, 'authorization'));
  if (typeof scope === 'string' || scope.service !== 's3') throw signatureError('s3', 'malformed');
  if (payloadHash === undefined) {
    throw new ServiceError('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  const [, bucket = '', ...key] = call.rawPath.split('/');
  return { ...call, bucket: decodeURIComponent(bucket), key: decodeURIComponent(key.join('/')), region: scope.region };
}

async function send(call: S3Call, answer: S3Answer): Promise<void> {
  const { status = 200, headers = {}, xml, body, range } = answer;
  const common = { 'x-amz-request-id': call.requestId, 'x-amz-id-2': call.requestId };
  if (xml !== undefined) {
    const text = renderXml(xml);
    const entity = { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(text) };
    call.response.writeHead(status, { ...common, ...headers, ...entity }).end(text);
    return;
  }
  call.response.writeHead(status, { ...common, ...headers });
  if (body === undefined || call.method === 'HEAD') call.response.end();
  else await sendBody(call, readObjectBody(body, range));
}

async function sendBody(call: Call, content: ReturnType<typeof readObjectBody>): Promise<void> {
  if (Buffer.isBuffer(content)) call.response.end(content);
  else await pipeline(content, call.response);
}

function sendError(call: Call, { code, message, status }: ServiceError): void {
  const details = [
    element('Code', code),
    element('Message', message),
    element('Resource', call.rawPath),
    element('RequestId', call.requestId),
  ];
  // A HEAD has no body to say more: clients see only the status.
  const text = call.method === 'HEAD' ? '' : renderXml(element('Error', details));
  const headers = { 'content-type': 'application/xml', 'x-amz-request-id': call.requestId };
  call.response.writeHead(status, text === '' ? headers : { ...headers, 'content-length': Buffer.byteLength(text) });
  call.response.end(text);
}
