/**
 * The one catalogue of business failures: the `type` of every ApplicationFailure that Tunewright throws.
 * `retryable` is about the activity that threw it; `whose` tells who can mend it.
 */
export interface FailureKind {
  retryable: boolean;
  whose: 'user' | 'aws' | 'decision' | 'limit' | 'wait';
  description: string;
}

const kinds = {
  InvalidRequest: { retryable: false, whose: 'user', description: 'The request has problems; all of them are listed.' },
  DataChanged: { retryable: false, whose: 'user', description: 'data.csv is not the file that was checked.' },
  WrongAccount: { retryable: false, whose: 'user', description: "The worker's credentials are of another account." },
  NameTaken: {
    retryable: false,
    whose: 'user',
    description: 'A resource of that name exists and is not of this run, or differs from what the run asks for.',
  },
  AccessDenied: { retryable: false, whose: 'user', description: 'AWS refuses the call: role or policy.' },
  RequestRefused: { retryable: false, whose: 'user', description: 'AWS finds the request invalid.' },
  TrainingJobFailed: { retryable: false, whose: 'user', description: 'The training job ended as Failed.' },
  TrainingJobStopped: { retryable: false, whose: 'user', description: 'The training job was stopped from outside.' },
  MaxRuntimeExceeded: { retryable: false, whose: 'limit', description: 'The training job hit its maximum runtime.' },
  NoCapacity: {
    retryable: false,
    whose: 'aws',
    description: 'AWS has no instance of the type; the next rung of the ladder is tried, or a new attempt made.',
  },
  TrainingInternalError: {
    retryable: false,
    whose: 'aws',
    description: "SageMaker's own error ended the training job; a new attempt is made.",
  },
  MaxWaitTimeExceeded: {
    retryable: false,
    whose: 'limit',
    description: 'Spot training did not end within its time for waiting and running.',
  },
  EndpointFailed: { retryable: false, whose: 'aws', description: 'The endpoint could not be created.' },
  SmokeTestFailed: { retryable: false, whose: 'user', description: 'The endpoint answers, but not as it must.' },
  QuotaExceeded: { retryable: false, whose: 'limit', description: 'An account limit of SageMaker is reached.' },
  GateRejected: { retryable: false, whose: 'decision', description: 'A gate was rejected, or its deadline passed.' },
  LeaseRefused: {
    retryable: false,
    whose: 'user',
    description: 'The endpoint of that name is another one: another region or account.',
  },
  WaitTimedOut: { retryable: false, whose: 'limit', description: 'The job did not end within its own limits.' },
  ServiceUnavailable: {
    retryable: true,
    whose: 'aws',
    description: 'Throttling, a 5xx answer or a broken connection.',
  },
  CredentialsUnusable: { retryable: true, whose: 'user', description: 'Credentials are missing or expired.' },
  NotYet: { retryable: true, whose: 'wait', description: 'Still waiting; the next look comes after a pause.' },
} as const satisfies Record<string, FailureKind>;

export type FailureType = keyof typeof kinds;
export const failureKinds: Readonly<Record<FailureType, FailureKind>> = kinds;

export function isFailureType(type: string | null | undefined): type is FailureType {
  return typeof type === 'string' && Object.hasOwn(kinds, type);
}
