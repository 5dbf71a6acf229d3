import { ServiceError } from '../../wire/service-error.js';

/** The value, where it is a whole number in its limits, which SQS's model of the inputs does not have. @throws ServiceError */
export function within(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const message = `Value ${value} for parameter ${name} is invalid. Reason: Must be between ${least} and ${most}, if provided.`;
  throw new ServiceError('InvalidParameterValue', message);
}
