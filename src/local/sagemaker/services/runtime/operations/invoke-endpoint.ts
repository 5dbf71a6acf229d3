import { accountId } from '../../../wire/account.js';
import { constraints } from '../../constraints.generated.js';
import { checkInput } from '../../../wire/model/check-input.js';
import { ServiceError } from '../../../wire/service-error.js';
import { endpointStates } from '../../sagemaker/hosting/endpoint-states.js';
import type { Endpoints } from '../../sagemaker/hosting/endpoints.js';
import { endpointLogGroup } from '../../sagemaker/hosting/fleet.js';
import { header } from '../../../wire/http/call.js';
import type { Call } from '../../../wire/http/call.js';
import { toServiceError } from '../../../wire/http/to-service-error.js';
import { readBody } from '../../../wire/http/read-body.js';
import type { Protocol } from '../../../router.js';
import { parseAuthorization, sha256, verifySignature } from '../../../wire/signature/signature.js';
import { signatureError } from '../../../wire/signature/signature-errors.js';

/** InvokeEndpoint takes at most this many bytes, and gives no more. */
const bodyLimit = 6_291_456;

const tooLarge = { status: 500, body: `The answer of the container is larger than ${bodyLimit} bytes.` };

interface Answer {
  readonly variant: string;
  readonly contentType: string;
  readonly body: string;
}

/** restJson1 of SageMaker Runtime: InvokeEndpoint, POST /endpoints/NAME/invocations. */
export function runtimeJson(endpointsOf: (region: string) => Endpoints): Protocol {
  return async (call) => {
    try {
      const { variant, contentType, body } = await invoke(call, endpointsOf);
      const headers = { 'content-type': contentType, 'x-amzn-invoked-production-variant': variant };
      send(call, 200, headers, body);
    } catch (error) {
      const { code, message, status, members } = toServiceError(error, call);
      const headers = { 'content-type': 'application/json', 'x-amzn-errortype': code };
      send(call, status, headers, JSON.stringify({ Message: message, ...members }));
    }
  };
}

async function invoke(call: Call, endpointsOf: (region: string) => Endpoints): Promise<Answer> {
  const body = await readBody(call.request, bodyLimit);
  const fault = verifySignature(call, sha256(body));
  if (fault !== undefined) throw signatureError('json', fault);
  const scope = parseAuthorization(header(call, 'authorization'));
  if (typeof scope === 'string' || scope.service !== 'sagemaker') throw signatureError('json', 'malformed');
  const encodedName = /^\/endpoints\/([^/]+)\/invocations$/.exec(call.rawPath)?.[1];
  if (encodedName === undefined || call.method !== 'POST') {
    throw new ServiceError('UnknownOperationException', `${call.method} ${call.rawPath}: not implemented here`);
  }
  await call.meetFaults('runtime', 'InvokeEndpoint');
  const name = decodeURIComponent(encodedName);
  checkInput(constraints['sagemaker-runtime'], 'InvokeEndpoint', headersOf(call, name), validationError);
  const endpoints = endpointsOf(scope.region);
  const endpoint = endpoints.find(name);
  const fleet = await endpoints.fleet(name)?.catch(() => undefined);
  if (endpoint === undefined || fleet === undefined || !endpointStates[endpoint.status].invoke) throw notFound(name);
  const invocation = {
    contentType: header(call, 'content-type') ?? 'application/octet-stream',
    accept: header(call, 'accept') ?? '*/*',
    body: new Uint8Array(body),
  };
  const target = header(call, 'x-amzn-sagemaker-target-variant');
  const result = await fleet.invoke(invocation, target);
  if (result === undefined) throw validationError(`Variant ${target ?? ''} is not found for endpoint ${name}.`);
  const { variant, answer } = result;
  if (answer.status === 0 || answer.status >= 400) throw modelError(name, scope.region, answer);
  if (Buffer.byteLength(answer.body) > bodyLimit) throw modelError(name, scope.region, tooLarge);
  return { variant, contentType: answer.contentType, body: answer.body };
}

/** The members that travel in the path and in headers. */
function headersOf(call: Call, name: string): Readonly<Record<string, string>> {
  const members = {
    ContentType: header(call, 'content-type'),
    Accept: header(call, 'accept'),
    CustomAttributes: header(call, 'x-amzn-sagemaker-custom-attributes'),
    TargetModel: header(call, 'x-amzn-sagemaker-target-model'),
    TargetVariant: header(call, 'x-amzn-sagemaker-target-variant'),
    InferenceId: header(call, 'x-amzn-sagemaker-inference-id'),
  };
  const given = Object.entries(members).filter((member): member is [string, string] => member[1] !== undefined);
  return { EndpointName: name, Body: '', ...Object.fromEntries(given) };
}

function notFound(name: string): ServiceError {
  return validationError(`Endpoint ${name} of account ${accountId} not found.`);
}

function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}

function modelError(name: string, region: string, { status, body }: { status: number; body: string }): ServiceError {
  const group = endpointLogGroup(name);
  const kind = status >= 400 && status < 500 ? 'client' : 'server';
  const logs = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=${group}`;
  const message = `Received ${kind} error (${status}) from primary with message "${body}". See ${logs} in account ${accountId} for more information.`;
  const LogStreamArn = `arn:aws:logs:${region}:${accountId}:log-group:${group}`;
  return new ServiceError('ModelError', message, 424, {
    OriginalStatusCode: status,
    OriginalMessage: body,
    LogStreamArn,
  });
}

function send(call: Call, status: number, headers: Readonly<Record<string, string>>, body: string): void {
  const length = { 'content-length': Buffer.byteLength(body), 'x-amzn-requestid': call.requestId };
  call.response.writeHead(status, { ...headers, ...length }).end(body);
}
