/** Errors as the AWS SDK throws them, with the words that SageMaker uses. */
export function awsError(name: string, message: string, more: { status?: number; code?: string } = {}): Error {
  return Object.assign(new Error(message), {
    name,
    code: more.code,
    $metadata: { httpStatusCode: more.status ?? 400 },
  });
}

const validation = (message: string): Error => awsError('ValidationException', message);

export const noSuchJob = (): Error => validation('Requested resource not found.');
export const notFound = (kind: 'model' | 'endpoint configuration' | 'endpoint'): Error =>
  validation(`Could not find ${kind} "arn:aws:sagemaker:us-east-1:123456789012:${kind}/x".`);
export const jobExists = (): Error =>
  awsError(
    'ResourceInUse',
    'Training job names must be unique within an AWS account and region, and a training job with this name already exists (arn:…)',
  );
export const exists = (kind: 'model' | 'endpoint configuration' | 'endpoint'): Error =>
  validation(`Cannot create already existing ${kind} "arn:aws:sagemaker:us-east-1:123456789012:${kind}/x".`);
export const jobEnded = (): Error =>
  validation('The request was rejected because the training job is in status Stopped.');
export const endpointBusy = (): Error =>
  validation('Cannot update in-progress endpoint "arn:aws:sagemaker:us-east-1:123456789012:endpoint/x".');
export const throttled = (): Error => awsError('ThrottlingException', 'Rate exceeded');
export const expired = (): Error =>
  awsError('ExpiredTokenException', 'The security token included in the request is expired');
export const quotaReached = (): Error =>
  awsError(
    'ResourceLimitExceeded',
    "The account-level service limit 'ml.g5.xlarge for training job usage' is 0 Instances, with current utilization of 0 Instances and a request delta of 1 Instances.",
  );
export const noLogsYet = (): Error => awsError('ResourceNotFoundException', 'The specified log group does not exist.');
