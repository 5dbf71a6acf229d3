import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Tunewright } from '../../../client/index.js';
import { endpointLog, InvalidInputError, trainingLog } from '../../../client/index.js';
import {
  cancelled,
  logQuery,
  runId,
  runList,
  runLog,
  runsQuery,
  runView,
  started,
  startRequest,
} from '../../api/index.js';
import type { Context } from '../context.js';
import { orNotFound } from '../errors/not-found.js';
import { Refusal } from '../errors/refusal.js';
import { requestFor } from '../run-requests.js';
import { runViewFor } from '../run-view-for.js';
import type { Hub } from '../watch/hub.js';
import { answers } from './answers.js';

const linesShown = 2_000;
const params = z.object({ id: runId });

export function addRunRoutes(app: FastifyInstance, context: Context, hub: Hub): void {
  const { tunewright } = context;
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/v1/runs',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['runs'],
        summary: 'Runs, newest first, those that go on before those that have ended',
        querystring: runsQuery,
        response: answers(runList, 'A page of runs'),
      },
    },
    ({ query }) => hub.list(query).now(),
  );
  typed.post(
    '/api/v1/runs',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['runs'],
        summary:
          'Checks everything, and starts a run; nothing is started where anything is wrong; 409 where there is a run of that name',
        body: startRequest,
        response: answers(started, 'Started', 201),
      },
    },
    async ({ body: { type, request, run: id }, user }, reply) => {
      const options = { by: user.name, ...(id !== undefined && { run: id }) };
      if (id !== undefined) await refuseKnown(tunewright, id);
      const run = await orConflict(() =>
        type === 'fineTune'
          ? tunewright.fineTune(requestFor<'fineTune'>(request, context.options), options)
          : tunewright.deploy(requestFor<'deploy'>(request, context.options), options),
      );
      hub.changed();
      reply.code(201).header('location', `/api/v1/runs/${encodeURIComponent(run.id)}`);
      return { run: run.id };
    },
  );
  typed.get(
    '/api/v1/runs/:id',
    {
      config: { access: 'viewer' },
      schema: { tags: ['runs'], summary: 'All that is known of a run', params, response: answers(runView, 'The run') },
    },
    async ({ params: { id }, user }) => runViewFor(context, user)(await hub.runs.of(id).now()),
  );
  typed.post(
    '/api/v1/runs/:id/cancel',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['runs'],
        summary: 'Asks a run to stop; it undoes what it made, and ends once that is done',
        params,
        response: answers(cancelled, 'Asked', 202),
      },
    },
    async ({ params: { id } }, reply) => {
      await orNotFound('run', () => tunewright.run(id).cancel());
      hub.changed();
      reply.code(202);
      return { run: id, cancelling: true as const };
    },
  );
  typed.get(
    '/api/v1/runs/:id/log',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['runs'],
        summary: 'The newest lines that its training job, or its endpoint, has written',
        params,
        querystring: logQuery,
        response: answers(runLog, 'The log'),
      },
    },
    async ({ params: { id }, query: { of: kind = 'training job', tail = linesShown } }) => {
      const { status } = await hub.runs.of(id).now();
      const name = status?.resources.filter((resource) => resource.kind === kind).at(-1)?.name ?? null;
      if (name === null) return { name, lines: [], truncated: false };
      const read = kind === 'endpoint' ? endpointLog : trainingLog;
      return { name, ...(await newest(read(tunewright.aws, await context.region(), name), tail)) };
    },
  );
}

/** A start that comes again after its answer was lost must not be a second one, also where the first has ended by now. */
async function refuseKnown(tunewright: Tunewright, id: string): Promise<void> {
  const known = await tunewright
    .run(id)
    .describe()
    .catch((error: unknown) => {
      if (error instanceof InvalidInputError) return null;
      throw error;
    });
  if (known === null) return;
  throw isThere(`"${id}" is there already; look at it, or choose another id`);
}

/** Of two starts that come at once the later one is told of the run as well. */
const orConflict = (start: () => Promise<{ readonly id: string }>): Promise<{ readonly id: string }> =>
  start().catch((error: unknown) => {
    const [problem] = error instanceof InvalidInputError ? error.problems : [];
    throw problem?.field === 'run' ? isThere(problem.message) : (error as Error);
  });

const isThere = (message: string): Refusal => new Refusal('conflict', message, [{ field: 'run', message }]);

async function newest(all: AsyncIterable<string>, count: number): Promise<{ lines: string[]; truncated: boolean }> {
  let lines: string[] = [];
  let truncated = false;
  for await (const line of all) {
    lines.push(line);
    if (lines.length < 2 * count) continue;
    lines = lines.slice(-count);
    truncated = true;
  }
  return { lines: lines.slice(-count), truncated: truncated || lines.length > count };
}
