import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../wire/service/operation.js';
import { accountId } from '../../wire/account.js';
import type { Endpoint } from '../sagemaker/hosting/stored-endpoint.js';
import type { TrainingJob } from '../sagemaker/training/training-job.js';

/** The event of Amazon EventBridge about a change, as JSON; null where nothing has changed that it tells of. */
export function trainingJobChange(job: TrainingJob, before: TrainingJob | undefined, region: string): string | null {
  const { name, arn, status, secondaryStatus } = job;
  if (before?.status === status && before.secondaryStatus === secondaryStatus) return null;
  const { failureReason: FailureReason } = job;
  return event('SageMaker Training Job State Change', region, arn, {
    ...{ TrainingJobName: name, TrainingJobArn: arn, TrainingJobStatus: status, SecondaryStatus: secondaryStatus },
    ...(FailureReason === undefined ? {} : { FailureReason }),
  });
}

/** An endpoint's states are written in capitals here, unlike in every answer of SageMaker's. */
export function endpointChange(endpoint: Endpoint, before: Endpoint | undefined, region: string): string | null {
  const { name, arn, status } = endpoint;
  if (before?.status === status) return null;
  const EndpointStatus = status.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();
  return event('SageMaker Endpoint State Change', region, arn, {
    EndpointName: name,
    EndpointArn: arn,
    EndpointStatus,
  });
}

function event(type: string, region: string, arn: string, detail: JsonObject): string {
  return JSON.stringify({
    ...{ version: '0', id: randomUUID(), 'detail-type': type, source: 'aws.sagemaker', account: accountId },
    ...{ time: new Date().toISOString(), region, resources: [arn], detail },
  });
}
