import { accountId } from '../../../wire/account.js';
import type { RestAnswer } from '../../../wire/protocols/rest-json.js';
import { ServiceError } from '../../../wire/service-error.js';
import type { JsonObject, Operation } from '../../../wire/service/operation.js';
import { logGroupArn } from '../../logs/log-arn.js';
import { endpointStates } from '../../sagemaker/hosting/endpoint-states.js';
import { endpointLogGroup } from '../../sagemaker/hosting/fleet.js';
import type { RuntimeRegion } from '../runtime-region.js';
import { validationError } from '../validation-error.js';

/** It takes at most this many bytes, and gives no more. */
export const bodyLimit = 6_291_456;

const tooLarge = { status: 500, body: `The answer of the container is larger than ${bodyLimit} bytes.` };

interface InvokeEndpointInput {
  readonly EndpointName: string;
  readonly Body: Uint8Array;
  readonly ContentType?: string;
  readonly Accept?: string;
  readonly TargetVariant?: string;
  readonly TargetModel?: string;
}

export const invokeEndpoint: Operation<RuntimeRegion, JsonObject, RestAnswer> = async (
  input,
  { region, endpoints },
) => {
  const members = input as unknown as InvokeEndpointInput;
  const { EndpointName: name, TargetVariant: target } = members;
  const endpoint = endpoints.find(name);
  const fleet = await endpoints.fleet(name)?.catch(() => undefined);
  if (endpoint === undefined || fleet === undefined || !endpointStates[endpoint.status].invoke) {
    throw validationError(`Endpoint ${name} of account ${accountId} not found.`);
  }
  if (members.TargetModel !== undefined) {
    throw validationError(`Endpoint ${name} is not a multi-model endpoint and does not support target model header.`);
  }
  const { ContentType: contentType = 'application/octet-stream', Accept: accept = '*/*', Body } = members;
  const result = await fleet.invoke({ contentType, accept, body: new Uint8Array(Body) }, target);
  if (result === undefined) throw validationError(`Variant ${target ?? ''} is not found for endpoint ${name}.`);
  const { variant, answer } = result;
  if (answer.status === 0 || answer.status >= 400) throw modelError(name, region, answer);
  if (Buffer.byteLength(answer.body) > bodyLimit) throw modelError(name, region, tooLarge);
  const headers = { 'content-type': answer.contentType, 'x-amzn-invoked-production-variant': variant };
  return { headers, body: answer.body };
};

function modelError(name: string, region: string, { status, body }: { status: number; body: string }): ServiceError {
  const group = endpointLogGroup(name);
  const kind = status >= 400 && status < 500 ? 'client' : 'server';
  const logs = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=${group}`;
  const message = `Received ${kind} error (${status}) from primary with message "${body}". See ${logs} in account ${accountId} for more information.`;
  return new ServiceError('ModelError', message, 424, {
    OriginalStatusCode: status,
    OriginalMessage: body,
    LogStreamArn: logGroupArn(region, group),
  });
}
