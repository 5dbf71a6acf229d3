/** States of a training job that has come to its end. */
export const endedJob: ReadonlySet<string> = new Set(['Completed', 'Failed', 'Stopped']);

/** States that an endpoint does not leave by itself, nor by an update. */
export const deadEndpoint: ReadonlySet<string> = new Set([
  'Failed',
  'OutOfService',
  'UpdateRollbackFailed',
  'Deleting',
]);
