/** FailureReasons in the words of SageMaker; clients tell them apart by what stands before the colon. */
export const internalServerError = 'InternalServerError: We encountered an internal error. Please try again.';
export const capacityError =
  'CapacityError: Unable to provision requested ML compute capacity. Please retry using a different ML instance type.';

/** `said` is the text of output/failure. */
export function algorithmError(exitCode: number, said: string | undefined): string {
  return `AlgorithmError: ${said ?? `, exit code: ${exitCode}`}`;
}

/** The job has trained by then, and what it trained is lost. */
export function artifactUploadFailed(message: string): string {
  return `ClientError: Artifact upload failed: ${message}`;
}

export function dataDownloadFailed(message: string): string {
  return `ClientError: Data download failed: ${message}`;
}
