/** The one catalogue of business failures: the `type` of every ApplicationFailure that Tunewright throws. */
export interface FailureKind {
  /** Whether the activity that threw it is tried again. */
  readonly retryable: boolean;
  /** What fails, in a sentence: the one under its heading in docs/failures.md. */
  readonly description: string;
}

const kinds = {
  InvalidRequest: { retryable: false, description: 'The request, the model or the data has problems.' },
  DataChanged: {
    retryable: false,
    description:
      'data.csv is not the file that was checked, or another file not the one that was planned with or trained.',
  },
  WrongAccount: { retryable: true, description: "The worker's credentials are of another account than the plan's." },
  NameTaken: {
    retryable: false,
    description: "A resource of that name is not this run's, or was made for another request.",
  },
  AccessDenied: { retryable: false, description: 'AWS refuses a call: role or policy.' },
  RequestRefused: { retryable: false, description: 'AWS finds a call invalid.' },
  TrainingJobFailed: {
    retryable: false,
    description: 'The job failed (AlgorithmError, ClientError, any other reason).',
  },
  TrainingJobStopped: { retryable: false, description: 'Somebody stopped the job.' },
  MaxRuntimeExceeded: { retryable: false, description: 'SageMaker stopped the job at its limit.' },
  NoCapacity: {
    retryable: false,
    description: 'AWS has no instance of the type now.',
  },
  TrainingInternalError: {
    retryable: false,
    description: "SageMaker's own error ended the job.",
  },
  MaxWaitTimeExceeded: {
    retryable: false,
    description: 'A spot job did not end within its time.',
  },
  EndpointFailed: {
    retryable: false,
    description: 'The endpoint failed, is gone, or is InService on another config (a rollback, also a silent one).',
  },
  SmokeTestFailed: { retryable: false, description: 'The endpoint answers, but not as it must.' },
  QuotaExceeded: { retryable: false, description: 'An account limit of SageMaker is reached.' },
  GateRejected: { retryable: false, description: 'Somebody rejected at a gate, or its deadline did.' },
  LeaseRefused: {
    retryable: false,
    description: 'The endpoint of that name is in another region or account.',
  },
  WaitTimedOut: {
    retryable: false,
    description:
      'A job did not end within its own limits (28 days pending, its runtime), an endpoint not within a day.',
  },
  ServiceUnavailable: {
    retryable: true,
    description: 'Throttling, a 5xx answer, a broken connection.',
  },
  CredentialsUnusable: { retryable: true, description: 'Credentials are missing or expired.' },
  NotYet: { retryable: true, description: 'No failure: a wait is handed over, or a call had no turn in this attempt.' },
} as const satisfies Record<string, FailureKind>;

/** The `type` of an ApplicationFailure of Tunewright. */
export type FailureType = keyof typeof kinds;

/** What is to be known of each type; docs/failures.md tells what a run does then. */
export const failureKinds: Readonly<Record<FailureType, FailureKind>> = kinds;

/** True for the types of the catalogue; other failures are faults of Tunewright, of a worker, or of Temporal. */
export function isFailureType(type: string | null | undefined): type is FailureType {
  return typeof type === 'string' && Object.hasOwn(kinds, type);
}
