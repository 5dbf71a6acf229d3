/** The one catalogue of business failures: the `type` of every ApplicationFailure that Tunewright throws. */
export interface FailureKind {
  /** Whether the activity that threw it is tried again. */
  readonly retryable: boolean;
  /** What fails, in a sentence: the one under its heading in docs/failures.md. */
  readonly description: string;
}

const kinds = {
  InvalidRequest: { retryable: false, description: 'The request has problems; all of them are listed.' },
  DataChanged: { retryable: false, description: 'data.csv is not the file that was checked.' },
  WrongAccount: { retryable: false, description: "The worker's credentials are of another account." },
  NameTaken: {
    retryable: false,
    description: 'A resource of that name exists and is not of this run, or differs from what the run asks for.',
  },
  AccessDenied: { retryable: false, description: 'AWS refuses the call: role or policy.' },
  RequestRefused: { retryable: false, description: 'AWS finds the request invalid.' },
  TrainingJobFailed: { retryable: false, description: 'The training job ended as Failed.' },
  TrainingJobStopped: { retryable: false, description: 'The training job was stopped from outside.' },
  MaxRuntimeExceeded: { retryable: false, description: 'The training job hit its maximum runtime.' },
  NoCapacity: {
    retryable: false,
    description: 'AWS has no instance of the type; the next rung of the ladder is tried, or a new attempt made.',
  },
  TrainingInternalError: {
    retryable: false,
    description: "SageMaker's own error ended the training job; a new attempt is made.",
  },
  MaxWaitTimeExceeded: {
    retryable: false,
    description: 'Spot training did not end within its time for waiting and running.',
  },
  EndpointFailed: { retryable: false, description: 'The endpoint could not be created.' },
  SmokeTestFailed: { retryable: false, description: 'The endpoint answers, but not as it must.' },
  QuotaExceeded: { retryable: false, description: 'An account limit of SageMaker is reached.' },
  GateRejected: { retryable: false, description: 'A gate was rejected, or its deadline passed.' },
  LeaseRefused: {
    retryable: false,
    description: 'The endpoint of that name is another one: another region or account.',
  },
  WaitTimedOut: { retryable: false, description: 'The job did not end within its own limits.' },
  ServiceUnavailable: {
    retryable: true,
    description: 'Throttling, a 5xx answer or a broken connection.',
  },
  CredentialsUnusable: { retryable: true, description: 'Credentials are missing or expired.' },
  NotYet: { retryable: true, description: 'Still waiting; the next look comes after a pause.' },
} as const satisfies Record<string, FailureKind>;

/** The `type` of an ApplicationFailure of Tunewright. */
export type FailureType = keyof typeof kinds;

/** What is to be known of each type; docs/failures.md tells what a run does then. */
export const failureKinds: Readonly<Record<FailureType, FailureKind>> = kinds;

/** True for the types of the catalogue; other failures are faults of Tunewright, of a worker, or of Temporal. */
export function isFailureType(type: string | null | undefined): type is FailureType {
  return typeof type === 'string' && Object.hasOwn(kinds, type);
}
