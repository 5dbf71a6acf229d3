import { z } from 'zod';
import { consistent } from './consistent.js';

const text = z.string().trim().min(1, 'must not be empty').max(10_000);

export const smokeTest = consistent(
  z.strictObject({
    texts: z.array(text).min(1).max(20).optional(),
    samples: z
      .array(z.strictObject({ text, label: z.number().int().min(0, 'must be a label from 0') }))
      .min(1)
      .max(20)
      .optional(),
    /** SageMaker ends a request after 60 s. */
    maxLatencyInMilliseconds: z.number().int().min(1).max(60_000, 'must be at most 60000 ms').optional(),
    minimumAgreement: z.number().min(0).max(1, 'must be a share, 0 to 1').optional(),
  }),
  [
    {
      path: ['samples'],
      message: 'does not go with texts; leave one of them out',
      holds: ({ texts, samples }) => texts === undefined || samples === undefined,
    },
  ],
);
