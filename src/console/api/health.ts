import { z } from 'zod';
import { user } from './session.js';

/** One thing that was looked at, and what to do where it is not in order. */
export const check = z
  .object({
    name: z.enum(['temporal', 'worker', 'searchAttributes', 'region', 'account', 'catalog']),
    state: z.enum(['ok', 'warning', 'failed']),
    text: z.string(),
    remedy: z.string().nullable().describe('What to do; null where there is nothing to do'),
  })
  .meta({ id: 'Check' });
export type Check = z.infer<typeof check>;

/** Answer of `GET /api/v1/health`; snapshot `health` of the event stream (there without `user`). */
export const health = z
  .object({
    temporal: z.object({
      address: z.string(),
      namespace: z.string(),
      answers: z.boolean(),
    }),
    worker: z.boolean().describe('Does a worker poll the task queue?'),
    pollers: z.int().describe('How many poll it'),
    region: z.string().nullable().describe('AWS region; null where neither environment nor profile names one'),
    account: z.string().nullable().describe('Twelve digits; null while AWS can not be asked'),
    standIn: z.boolean().describe('The local SageMaker answers, not AWS: nothing costs money'),
    version: z.string(),
    user: user.optional(),
    ui: z.string().nullable().describe('Address of the Temporal UI, where it is known'),
    checks: z.array(check),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof health>;
