import { z } from 'zod';
import * as fields from './fields.js';

/** What the workflows check by hand, since zod is not for them; for whoever writes these messages. A test holds both together. */

export const sweepRequest = z.strictObject({ region: fields.region.optional(), delete: z.boolean().optional() });

export const decision = z.strictObject({
  decision: z.enum(['approve', 'reject']),
  gate: z.enum(['training', 'deployment', 'traffic']).optional(),
  by: z.string().min(1).max(100),
  reason: z.string().optional(),
  digest: z.string().optional(),
});
