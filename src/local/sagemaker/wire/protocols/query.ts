import { accountId, callerArn } from '../account.js';
import { ServiceError } from '../service-error.js';
import type { Call } from '../http/call.js';
import { toServiceError } from '../http/to-service-error.js';
import { readBody } from '../http/read-body.js';
import type { Protocol } from '../../router.js';
import { sha256, verifySignature } from '../signature/signature.js';
import { signatureError } from '../signature/signature-errors.js';
import { element, renderXml } from '../xml/xml-element.js';
import type { XmlElement } from '../xml/xml-element.js';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
const bodyLimit = 64 * 1024;

const operations: ReadonlyMap<string, () => XmlElement> = new Map([
  [
    'GetCallerIdentity',
    () =>
      element('GetCallerIdentityResult', [
        element('Arn', callerArn),
        element('UserId', 'AIDATUNEWRIGHTLOCAL00'),
        element('Account', accountId),
      ]),
  ],
]);

/** AWS query: a POST form with `Action`, an XML answer. STS, as far as it goes here. */
export const stsQuery: Protocol = async (call) => {
  try {
    const body = await readBody(call.request, bodyLimit);
    const fault = verifySignature(call, sha256(body));
    if (fault !== undefined) throw signatureError('query', fault);
    const action = new URLSearchParams(body.toString('utf8')).get('Action') ?? '';
    const operation = operations.get(action);
    if (operation === undefined) throw new ServiceError('InvalidAction', `${action}: not implemented here`);
    await call.meetFaults('sts', action);
    const metadata = element('ResponseMetadata', [element('RequestId', call.requestId)]);
    send(call, 200, element(`${action}Response`, [operation(), metadata], { xmlns: namespace }));
  } catch (error) {
    const { code, message, status } = toServiceError(error, call);
    const detail = [element('Type', 'Sender'), element('Code', code), element('Message', message)];
    const body = [element('Error', detail), element('RequestId', call.requestId)];
    send(call, status, element('ErrorResponse', body, { xmlns: namespace }));
  }
};

function send(call: Call, status: number, root: XmlElement): void {
  const text = renderXml(root);
  call.response
    .writeHead(status, {
      'content-type': 'text/xml',
      'content-length': Buffer.byteLength(text),
      'x-amzn-requestid': call.requestId,
    })
    .end(text);
}
