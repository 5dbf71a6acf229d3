import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Endpoint } from '../../../client/index.js';
import { InvalidInputError } from '../../../client/index.js';
import { lifeText } from '../../../view/endpoint-rows.js';
import {
  deleting,
  endpointList,
  endpointName,
  endpointView,
  evaluation,
  extended,
  extensionRequest,
  predictions,
  predictionsRequest,
} from '../../api/index.js';
import type { Context } from '../context.js';
import { orNotFound } from '../errors/not-found.js';
import { evaluated } from '../evaluated.js';
import type { Hub } from '../watch/hub.js';
import { withProgress } from '../with-progress.js';
import { answers } from './answers.js';

const params = z.object({ name: endpointName });
const scored = answers(evaluation, 'The score, with what it took for what');
const asEvents = { 'text/event-stream': { schema: z.string() } };

export function addEndpointRoutes(app: FastifyInstance, context: Context, hub: Hub): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const endpoint = async (name: string): Promise<Endpoint> => context.tunewright.endpoint(name, await context.region());
  typed.get(
    '/api/v1/endpoints',
    {
      config: { access: 'viewer' },
      schema: { tags: ['endpoints'], summary: 'Endpoints of the region', response: answers(endpointList, 'Endpoints') },
    },
    () => hub.endpoints.now(),
  );
  typed.get(
    '/api/v1/endpoints/:name',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['endpoints'],
        summary: 'An endpoint: its state, its price, and when it is deleted',
        params,
        response: answers(endpointView, 'The endpoint'),
      },
    },
    ({ params: { name } }) => hub.endpoint.of(name).now(),
  );
  typed.post(
    '/api/v1/endpoints/:name/predictions',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['endpoints'],
        summary: 'Classifies texts',
        params,
        body: predictionsRequest,
        response: answers(predictions, 'What the model says of each, in their order'),
      },
    },
    async ({ params: { name }, body: { texts } }) => {
      const found = await endpoint(name);
      const told = [];
      for (const text of texts) {
        const since = performance.now();
        const prediction = await found.predict(text);
        told.push({ ...prediction, milliseconds: Math.round((performance.now() - since) * 10) / 10 });
      }
      const names = await found.labels();
      return { predictions: told, labelNames: names === null ? null : [...names] };
    },
  );
  typed.post(
    '/api/v1/endpoints/:name/extensions',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['endpoints'],
        summary: 'Sets its time to live anew, from now on',
        params,
        body: extensionRequest,
        response: answers(extended, 'When it is deleted now', 201),
      },
    },
    async ({ params: { name }, body: { hours, forever }, user }, reply) => {
      if ((hours === undefined) !== (forever === true)) {
        throw new InvalidInputError([
          { field: 'hours', message: 'is missing; give hours, or forever: true, and not both' },
        ]);
      }
      const seconds = hours === undefined ? null : Math.round(hours * 3_600);
      const status = await (await endpoint(name)).extend(seconds, user.name);
      hub.changed();
      reply.code(201);
      return { name, expiresAt: status.expiresAt, text: `${name} ${lifeText(status)}` };
    },
  );
  typed.delete(
    '/api/v1/endpoints/:name',
    {
      config: { access: 'operator' },
      schema: {
        tags: ['endpoints'],
        summary: 'Deletes it with its config and models; it is gone once it is no longer listed',
        params,
        response: answers(deleting, 'Begun', 202),
      },
    },
    async ({ params: { name }, user, log }, reply) => {
      const found = await endpoint(name);
      await orNotFound('endpoint', () =>
        begun(
          (onStep) => found.delete(onStep, user.name),
          (error) => {
            log.error(error);
            hub.changed();
          },
        ),
      );
      hub.changed();
      reply.code(202);
      return { name, deleting: true as const };
    },
  );
  typed.post(
    '/api/v1/endpoints/:name/evaluations',
    {
      bodyLimit: context.options.uploadLimit ?? 64 * 1024 * 1024,
      config: { access: 'viewer' },
      schema: {
        tags: ['endpoints'],
        summary:
          'Scores it on labelled rows: JSON, or a data.csv; as text/event-stream with `progress` on the way, then `result` or `problem`',
        consumes: ['application/json', 'text/csv', 'multipart/form-data'],
        params,
        response: { ...scored, 200: { ...scored[200], content: { ...scored[200]?.content, ...asEvents } } },
      },
    },
    async (request: FastifyRequest<{ Params: { name: string } }>, reply) => {
      const found = await endpoint(request.params.name);
      const { uploadLimit: limit } = context.options;
      return withProgress(request, reply, (onProgress) => evaluated(found, request, { limit, onProgress }));
    },
  );
}

/** A deletion takes minutes: resolves once it is known to go on. What goes wrong later is told to `onLate`. */
function begun(start: (onStep: () => void) => Promise<void>, onLate: (error: unknown) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let isBegun = false;
    const onStep = (): void => {
      isBegun = true;
      resolve();
    };
    start(onStep).then(onStep, (error: Error) => (isBegun ? onLate(error) : reject(error)));
  });
}
