import type { Endpoint } from './services/sagemaker/hosting/stored-endpoint.js';
import type { Regions } from './regions.js';
import { isTerminal } from './services/sagemaker/training/training-states.js';
import type { TrainingJob } from './services/sagemaker/training/training-job.js';

/** A training job or an endpoint at a glance. Times are seconds since 1970. */
export interface ResourceState {
  readonly kind: 'training job' | 'endpoint';
  readonly arn: string;
  readonly name: string;
  /** A job's with its secondary status behind a slash where the two differ. */
  readonly status: string;
  /** `epoch 3/20`, `2 instances`, or nothing. */
  readonly detail: string;
  readonly failureReason?: string;
  /** Whether it moves or serves: not a job that is over, nor an endpoint that has failed. */
  readonly isAlive: boolean;
  readonly creationTime: number;
  readonly lastModifiedTime: number;
}

export function resourceStates(regions: Regions): ResourceState[] {
  return regions
    .all()
    .flatMap(({ trainingJobs, endpoints }) => [...trainingJobs.all().map(ofJob), ...endpoints.all().map(ofEndpoint)]);
}

function ofJob({ status, secondaryStatus, epoch, ...job }: TrainingJob): ResourceState {
  return {
    kind: 'training job',
    status: status === secondaryStatus ? status : `${status}/${secondaryStatus}`,
    detail: epoch === undefined ? '' : `epoch ${epoch}`,
    isAlive: !isTerminal(status),
    ...common(job),
  };
}

function ofEndpoint({ status, fleet, ...endpoint }: Endpoint): ResourceState {
  const instances = fleet.variants.reduce((sum, { instanceCount }) => sum + instanceCount, 0);
  return {
    kind: 'endpoint',
    status,
    detail: `${instances} ${instances === 1 ? 'instance' : 'instances'}`,
    isAlive: status !== 'Failed',
    ...common(endpoint),
  };
}

type Common = Pick<ResourceState, 'arn' | 'name' | 'failureReason' | 'creationTime' | 'lastModifiedTime'>;

function common({ arn, name, failureReason, creationTime, lastModifiedTime }: Common): Common {
  return { arn, name, creationTime, lastModifiedTime, ...(failureReason === undefined ? {} : { failureReason }) };
}
