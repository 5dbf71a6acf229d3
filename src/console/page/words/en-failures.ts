import type { FailureType } from '../../../contract/failures.js';

/** What somebody who looks at a run that ended so can do. */
export const whatToDo: Readonly<Record<FailureType, string>> = {
  InvalidRequest: 'Mend what is listed, and run it again.',
  DataChanged: 'Run it again: the file as it is now is checked anew.',
  WrongAccount: 'Give the worker credentials of the account that the run was planned for.',
  NameTaken: 'Choose another name, or delete what has this one.',
  AccessDenied: 'Give the role or the credentials the right that AWS names; docs/permissions.md lists all of them.',
  RequestRefused: 'Change what AWS calls invalid, and run it again.',
  TrainingJobFailed: 'Read the end of the log: mostly the data or a hyperparameter is the reason.',
  TrainingJobStopped: 'Run it again if it was stopped by mistake.',
  MaxRuntimeExceeded: 'Give it a longer maximum runtime, fewer epochs, or a faster instance.',
  NoCapacity: 'Try again later, or name further instance types to fall back to.',
  TrainingInternalError: 'Run it again: the reason is with SageMaker, not with the data.',
  MaxWaitTimeExceeded: 'Give it more time to wait, or train without spot.',
  EndpointFailed: "Read the reason that AWS gives, and the endpoint's own log.",
  SmokeTestFailed: 'Look at what it answered: the model may not know the texts, or the expectation is wrong.',
  QuotaExceeded: 'Ask AWS for a higher quota (Service Quotas), or name another instance type.',
  GateRejected: 'Change what the reason names, and run it again.',
  LeaseRefused: 'Choose another name, or work in the region where the endpoint is.',
  WaitTimedOut: 'Look in the console of AWS at what it waits for; then run it again.',
  ServiceUnavailable: 'Run it again in some minutes: the answer of AWS did not come.',
  CredentialsUnusable: 'Renew the credentials of the worker, and run it again.',
  NotYet: 'Run it again.',
};
