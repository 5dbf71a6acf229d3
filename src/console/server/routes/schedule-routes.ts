import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { scheduleChanged, scheduleChangeRequest, scheduleId, scheduleList, scheduleView } from '../../api/index.js';
import type { Context } from '../context.js';
import { orNotFound } from '../errors/not-found.js';
import type { Hub } from '../watch/hub.js';
import { answers } from './answers.js';

const params = z.object({ schedule: scheduleId });

export function addScheduleRoutes(app: FastifyInstance, { tunewright }: Context, hub: Hub): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/v1/schedules',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['schedules'],
        summary: 'Schedules that start runs',
        response: answers(scheduleList, 'Schedules'),
      },
    },
    () => hub.schedules.now(),
  );
  typed.get(
    '/api/v1/schedules/:schedule',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['schedules'],
        summary: 'A schedule: its times, its last runs, and what was skipped',
        params,
        response: answers(scheduleView, 'The schedule'),
      },
    },
    async ({ params: { schedule } }) => {
      const status = await orNotFound('schedule', () => tunewright.schedules.get(schedule).status());
      return {
        ...status,
        next: [...status.next],
        recent: status.recent.map((action) => ({ ...action })),
        running: [...status.running],
      };
    },
  );
  typed.post(
    '/api/v1/schedules/:schedule/changes',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['schedules'],
        summary: 'Pauses or resumes it, or starts a run of it now',
        params,
        body: scheduleChangeRequest,
        response: answers(scheduleChanged, 'Done', 201),
      },
    },
    async ({ params: { schedule }, body: { change, note }, user }, reply) => {
      const why = note === undefined ? `by ${user.name}` : `by ${user.name}: ${note}`;
      const found = tunewright.schedules.get(schedule);
      await orNotFound('schedule', () => (change === 'trigger' ? found.trigger() : found[change](why)));
      hub.changed();
      reply.code(201);
      return { schedule, change };
    },
  );
}
