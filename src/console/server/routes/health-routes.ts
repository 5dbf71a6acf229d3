import type { FastifyInstance } from 'fastify';
import { health } from '../../api/index.js';
import type { Hub } from '../watch/hub.js';
import { answers } from './answers.js';

export function addHealthRoutes(app: FastifyInstance, hub: Hub): void {
  app.get(
    '/api/v1/health',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['health'],
        summary: 'What the console reaches, what is missing and what to do, and who asks',
        response: answers(health, 'How it stands'),
      },
    },
    async (request) => ({ ...(await hub.health.now()), user: request.user }),
  );
}
