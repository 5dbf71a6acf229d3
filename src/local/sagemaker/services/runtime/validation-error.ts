import { ServiceError } from '../../wire/service-error.js';

/** SageMaker Runtime's name of what SageMaker itself calls a ValidationException. */
export function validationError(message: string): ServiceError {
  return new ServiceError('ValidationError', message);
}
