import { z } from 'zod';
import type { SweepResult } from '../../contract/sweep.js';
import { typed } from './shared.js';

/** Body of `POST /api/v1/sweeps`; a deletion names its region. */
export const sweepRequest = z
  .strictObject({ region: z.string().optional(), delete: z.boolean().optional() })
  .meta({ id: 'SweepRequest', examples: [{}] });

export const sweepResult = typed<SweepResult>(
  z.looseObject({
    region: z.string(),
    account: z.string(),
    examined: z.int(),
    leftovers: z.array(z.looseObject({ kind: z.string(), name: z.string(), run: z.string(), because: z.string() })),
    deleted: z.array(z.string()),
    kept: z.array(z.object({ name: z.string(), reason: z.string() })),
  }),
).meta({ id: 'SweepResult' });
