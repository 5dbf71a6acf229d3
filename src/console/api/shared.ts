import { z } from 'zod';
import { resourceName } from '../../contract/schema/fields.js';

/** A type of the contract whose documentation names its main members; the rest may be there too. */
export const typed = <T>(schema: z.ZodType): z.ZodType<T> => schema as z.ZodType<T>;

/** One titled value, as the terminal and the Temporal UI show it too. */
export const row = z
  .object({
    title: z.string(),
    text: z.string(),
    name: z.string().optional().describe('The part of the text that names a resource, a URI or a run'),
    figure: z.number().nullable().optional().describe('The figure that the text tells, unrounded; null: not known'),
    details: z.array(z.string()).readonly().optional(),
  })
  .meta({ id: 'Row' });
export type ViewRow = z.infer<typeof row>;

/** Who may what: each role may also do what the ones before it may. */
export const roles = ['viewer', 'operator', 'approver'] as const;
export const role = z
  .enum(roles)
  .describe('viewer: looks; operator: starts, cancels, extends, deletes; approver: decides too');
export type Role = z.infer<typeof role>;

export const runKind = z.enum(['fineTune', 'deploy']);
export type RunKindName = z.infer<typeof runKind>;

/** ISO 8601. */
export const instant = z.string().describe('ISO 8601, UTC');

export const runId = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: 'Id of a run: the workflow id', examples: ['reviews-17'] });

/** Names come into paths and calls: SageMaker's rule, nothing else. */
export const endpointName = resourceName.meta({ examples: ['reviews'] });
