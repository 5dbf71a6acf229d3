import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ScheduleStatus, Tunewright } from '../../../client/index.js';
import { runTypes } from '../../../contract/workflow-types.js';
import { scheduleChanged, scheduleChangeRequest, scheduleId, scheduleList, scheduleView } from '../../api/index.js';
import type { Context } from '../context.js';
import { orNotFound } from '../errors/not-found.js';
import { Refusal } from '../errors/refusal.js';
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
      const status = await ownStatus(tunewright, schedule);
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
      const status = await ownStatus(tunewright, schedule);
      const found = tunewright.schedules.get(schedule);
      await orNotFound('schedule', () => (change === 'trigger' ? found.trigger(status) : found[change](why)));
      hub.changed();
      reply.code(201);
      return { schedule, change };
    },
  );
}

/** Of a schedule that starts runs: others may keep theirs in the same namespace, and a role here gives no right to them. */
async function ownStatus(tunewright: Tunewright, schedule: string): Promise<ScheduleStatus> {
  const status = await orNotFound('schedule', () => tunewright.schedules.get(schedule).status());
  if (runTypes.includes(status.type)) return status;
  throw new Refusal(
    'not-found',
    `schedule "${schedule}" starts no runs of Tunewright; list those that do: tunewright schedules list`,
  );
}
