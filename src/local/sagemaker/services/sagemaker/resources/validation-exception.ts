import { ServiceError } from '../../../wire/service-error.js';

/** SageMaker answers nearly every refusal with this code; only the message tells them apart. */
export function validationException(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

export function couldNotFind(noun: string, arn: string): ServiceError {
  return validationException(`Could not find ${noun} "${arn}".`);
}

export function alreadyExists(noun: string, arn: string): ServiceError {
  return validationException(`Cannot create already existing ${noun} "${arn}".`);
}
