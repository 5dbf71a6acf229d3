import { z } from 'zod';
import { shortestTimeToLiveInSeconds } from '../run/requests.js';
import type { Consistency } from './consistent.js';
import { consistent } from './consistent.js';
import * as fields from './fields.js';

/** SageMaker's bounds: 5 to 50 percent for a rolling update, 10 to 50 for a linear one, at most 50 for a canary. */
const update = consistent(
  z.strictObject({
    strategy: z.enum(['all-at-once', 'canary', 'linear', 'rolling']).optional(),
    stepPercent: z
      .number()
      .int()
      .min(5, 'must be at least 5')
      .max(50, 'must be at most 50: half of the fleet')
      .optional(),
    bakeTimeInSeconds: z.number().int().min(0).max(3_600, 'must be at most 3600 s').optional(),
    alarms: z
      .array(z.string().regex(/^(?!\s*$).{1,255}$/, 'must be the name of a CloudWatch alarm'))
      .max(10, 'must be at most 10 alarms')
      .optional(),
  }),
  [
    {
      path: ['stepPercent'],
      message: 'goes with the strategies canary, linear and rolling; all-at-once has no steps',
      holds: ({ strategy = 'all-at-once', stepPercent }) => strategy !== 'all-at-once' || stepPercent === undefined,
    },
    {
      path: ['stepPercent'],
      message: 'must be at least 10 for the strategy linear',
      holds: ({ strategy, stepPercent }) => strategy !== 'linear' || !(Number(stepPercent) < 10),
    },
  ],
);

/** The list must be as long as that of the instance types; one type is a list of one. */
export const onePerInstanceType: Consistency = {
  path: ['capacityWaitInSeconds'],
  message: 'must be one number, or a list with one for each instance type',
  holds: ({ instanceType, capacityWaitInSeconds }) =>
    !Array.isArray(capacityWaitInSeconds) ||
    capacityWaitInSeconds.length === (Array.isArray(instanceType) ? instanceType.length : 1),
};

export const endpoint = consistent(
  z.strictObject({
    name: fields.resourceName.optional(),
    update: update.optional(),
    timeToLiveInSeconds: fields.upToAYear(shortestTimeToLiveInSeconds).optional(),
    capacityWaitInSeconds: fields.capacityWait.optional(),
    instanceType: fields.instanceTypes.optional(),
    instanceCount: z.number().int().min(1).max(100).optional(),
    kmsKeyId: fields.kmsKeyId.optional(),
  }),
  [
    onePerInstanceType,
    {
      path: ['name'],
      message: 'update needs the name of the endpoint to be moved',
      holds: ({ name, update: asked }) => asked === undefined || name !== undefined,
    },
  ],
);

/** Only training leaves nothing that could be hosted: an endpoint's options would be lost without a word. */
export const noEndpointWithoutDeployment: Consistency = {
  path: ['endpoint'],
  message: 'does not go with deploy: false; leave one of them out',
  holds: ({ deploy, endpoint: asked }) => deploy !== false || asked === undefined,
};
