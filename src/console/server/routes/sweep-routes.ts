import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { defined } from '../../../contract/defined.js';
import { sweepRequest, sweepResult } from '../../api/index.js';
import type { Context } from '../context.js';
import type { Hub } from '../watch/hub.js';
import { answers } from './answers.js';

export function addSweepRoutes(app: FastifyInstance, { tunewright }: Context, hub: Hub): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/sweeps',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['sweeps'],
        summary: 'Finds what terminated or forgotten runs left, and deletes it where that is asked for',
        body: sweepRequest,
        response: answers(sweepResult, 'What was found, and what became of it'),
      },
    },
    async ({ body }) => {
      const result = await tunewright.sweep(defined(body));
      hub.changed();
      return result;
    },
  );
}
