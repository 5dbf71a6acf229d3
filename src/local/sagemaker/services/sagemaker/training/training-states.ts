/** SecondaryStatus -> the TrainingJobStatus that it belongs under, and the text SageMaker shows for it. */
export const secondaryStatuses = {
  Starting: { status: 'InProgress', message: 'Preparing the instances for training' },
  Downloading: { status: 'InProgress', message: 'Downloading input data' },
  Training: { status: 'InProgress', message: 'Training image download completed. Training in progress.' },
  Interrupted: { status: 'InProgress', message: 'Training job interrupted: the spot instance was reclaimed' },
  Uploading: { status: 'InProgress', message: 'Uploading generated training model' },
  Stopping: { status: 'Stopping', message: 'Stopping the training job' },
  Completed: { status: 'Completed', message: 'Training job completed' },
  Failed: { status: 'Failed', message: 'Training job failed' },
  Stopped: { status: 'Stopped', message: 'Training job stopped' },
  MaxRuntimeExceeded: { status: 'Stopped', message: 'Training job runtime exceeded MaxRuntimeInSeconds provided' },
  MaxWaitTimeExceeded: { status: 'Stopped', message: 'Training job wait time exceeded MaxWaitTimeInSeconds provided' },
} as const;

export type SecondaryStatus = keyof typeof secondaryStatuses;
export type TrainingJobStatus = (typeof secondaryStatuses)[SecondaryStatus]['status'];

const terminal: readonly TrainingJobStatus[] = ['Completed', 'Failed', 'Stopped'];

export function isTerminal(status: TrainingJobStatus): boolean {
  return terminal.includes(status);
}
