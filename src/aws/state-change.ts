import { z } from 'zod';

/** That something has happened to a training job or an endpoint, as Amazon EventBridge tells it: perhaps twice, late, or never. */
export interface StateChange {
  readonly kind: 'training job' | 'endpoint';
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** As the event writes it: an endpoint's is `IN_SERVICE`, not `InService`. */
  readonly state: string;
}

const name = z.string().regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/);
const from = {
  source: z.literal('aws.sagemaker'),
  account: z.string().regex(/^\d{12}$/),
  region: z.string().regex(/^[a-z0-9-]{1,32}$/),
};

const event = z.union([
  z.object({
    ...from,
    'detail-type': z.literal('SageMaker Training Job State Change'),
    detail: z.object({ TrainingJobName: name, TrainingJobStatus: z.string().max(64) }),
  }),
  z.object({
    ...from,
    'detail-type': z.literal('SageMaker Endpoint State Change'),
    detail: z.object({ EndpointName: name, EndpointStatus: z.string().max(64) }),
  }),
]);

/** @param body of a message of the queue @returns null of whatever says no such thing */
export function stateChangeOf(body: string): StateChange | null {
  const parsed = event.safeParse(json(body));
  if (!parsed.success) return null;
  const { account, region, detail } = parsed.data;
  return 'TrainingJobName' in detail
    ? { kind: 'training job', name: detail.TrainingJobName, state: detail.TrainingJobStatus, account, region }
    : { kind: 'endpoint', name: detail.EndpointName, state: detail.EndpointStatus, account, region };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
