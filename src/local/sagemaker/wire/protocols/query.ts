import type { Call, Protocol } from '../http/call.js';
import { readBody } from '../http/read-body.js';
import { toServiceError } from '../http/to-service-error.js';
import type { JsonObject, OnRequest, ServedOperations } from '../service/operation.js';
import { ServiceError } from '../service-error.js';
import { admit, authenticate } from '../signature/authenticate.js';
import { sha256 } from '../signature/signature.js';
import { element, renderXml } from '../xml/xml-element.js';
import type { XmlElement } from '../xml/xml-element.js';

export interface QueryService {
  /** The XML namespace of its answers. */
  readonly namespace: string;
  /** Each gives the element that ends in `Result`. */
  readonly operations: ServedOperations<JsonObject, XmlElement>;
  readonly onRequest: OnRequest;
}

const bodyLimit = 64 * 1024;

/** AWS query: a POST form with `Action`, an XML answer. */
export function query({ namespace, operations, onRequest }: QueryService): Protocol {
  const attributes = { xmlns: namespace };
  return async (call) => {
    try {
      admit(call, 'query');
      const body = await readBody(call.request, bodyLimit);
      const { region, service } = authenticate(call, 'query', sha256(body));
      const { Action = '', Version: _, ...input } = Object.fromEntries(new URLSearchParams(body.toString('utf8')));
      const operation = operations.get(Action);
      if (operation === undefined) throw notServed(service, Action);
      await onRequest(call, { operation: Action, input, region });
      const metadata = element('ResponseMetadata', [element('RequestId', call.requestId)]);
      send(call, 200, element(`${Action}Response`, [await operation(input, region), metadata], attributes));
    } catch (error) {
      const { code, message, status } = toServiceError(error, call);
      const detail = [element('Type', 'Sender'), element('Code', code), element('Message', message)];
      const body = [element('Error', detail), element('RequestId', call.requestId)];
      send(call, status, element('ErrorResponse', body, attributes));
    }
  };
}

/** There is no IAM here. Clients that ask it about a role go on where they may not ask, and end at an unknown action. */
function notServed(service: string, action: string): ServiceError {
  if (service !== 'iam') return new ServiceError('InvalidAction', `${action}: not implemented here`);
  return new ServiceError('AccessDenied', `not authorized to perform iam:${action}: there is no IAM here`, 403);
}

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
