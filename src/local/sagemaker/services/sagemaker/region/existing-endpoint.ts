import type { ServiceError } from '../../../wire/service-error.js';
import type { JsonObject } from '../../../wire/service/operation.js';
import type { Endpoint } from '../hosting/stored-endpoint.js';
import { endpointStates } from '../hosting/endpoint-states.js';
import { sageMakerArn } from '../resources/sagemaker-arn.js';
import { couldNotFind, validationException } from '../resources/validation-exception.js';
import type { SageMakerRegion } from './sagemaker-region.js';

/** The endpoint that EndpointName names. @throws ServiceError ValidationException */
export function existingEndpoint({ EndpointName }: JsonObject, { region, endpoints }: SageMakerRegion): Endpoint {
  const name = String(EndpointName);
  const found = endpoints.find(name);
  if (found === undefined) throw couldNotFind('endpoint', sageMakerArn(region, 'endpoint', name));
  return found;
}

/** The same, if its state lets it be updated. @throws ServiceError ValidationException */
export function updatableEndpoint(input: JsonObject, state: SageMakerRegion): Endpoint {
  const endpoint = existingEndpoint(input, state);
  const { arn, status } = endpoint;
  if (endpointStates[status].update === 'in progress') throw endpointInProgress(arn);
  if (endpointStates[status].update === 'delete only') {
    const reason = 'DeleteEndpoint is the only operation';
    throw validationException(`Cannot update endpoint "${arn}" in status ${status}: ${reason}.`);
  }
  return endpoint;
}

export function endpointInProgress(arn: string): ServiceError {
  return validationException(`Cannot update in-progress endpoint "${arn}".`);
}
