import { z } from 'zod';
import { decision, sweepRequest } from './messages.js';
import { deployRequestSchema, fineTuneRequestSchema } from './requests.js';

const schemas = {
  'fine-tune': { schema: fineTuneRequestSchema, title: 'Request of the workflow fineTune' },
  deploy: { schema: deployRequestSchema, title: 'Request of the workflow deploy' },
  sweep: { schema: sweepRequest, title: 'Request of the workflow sweep' },
  decision: { schema: decision, title: 'Argument of the update decide' },
} as const;

/**
 * JSON Schema (draft 2020-12) of every request, by the name of its file in the package: for editors, other languages, and checks before
 * a start. Rules over several members are left to the run, and so is what only AWS can tell.
 */
export function jsonSchemas(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { schema, title }]) => [
      name,
      { title, ...z.toJSONSchema(schema, { io: 'input' }) },
    ]),
  );
}
