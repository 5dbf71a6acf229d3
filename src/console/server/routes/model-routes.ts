import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import pMap from 'p-map';
import { z } from 'zod';
import type { ModelSpec } from '../../../catalog/index.js';
import { CatalogError, defaultDatasetUri } from '../../../catalog/index.js';
import { askingAws } from '../../../client/index.js';
import type { ModelSummary } from '../../api/index.js';
import { model, modelList } from '../../api/index.js';
import type { Context } from '../context.js';
import { Refusal } from '../errors/refusal.js';
import { hourlyPrices } from '../hourly-prices.js';
import { modelSummary, modelView } from '../views/model-view.js';
import { answers } from './answers.js';

/** Documents that are read at once. */
const atOnce = 8;

export function addModelRoutes(app: FastifyInstance, context: Context): void {
  const catalog = async () => context.tunewright.aws.catalog(await context.region());
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.get(
    '/api/v1/models',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['models'],
        summary: 'Text classifiers of the catalogue',
        response: answers(modelList, 'Models'),
      },
    },
    async () => {
      const source = await catalog();
      const [listed, price] = await Promise.all([reading(() => source.list()), hourlyPrices(context)]);
      // One document that can't be read must not hide the others.
      const specOf = (id: string): Promise<ModelSpec | null> => source.spec(id).catch(() => null);
      const models = await pMap(listed, async (entry) => modelSummary(entry, await specOf(entry.modelId), price), {
        concurrency: atOnce,
      });
      return { models, suggested: suggestedOf(models) };
    },
  );
  typed.get(
    '/api/v1/models/:id',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['models'],
        summary: 'A model: hyperparameters, instance types, prices',
        params: z.object({
          id: z
            .string()
            .max(200)
            .meta({ examples: ['tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2'] }),
        }),
        querystring: z.strictObject({ version: z.string().max(20).optional() }),
        response: answers(model, 'The model'),
      },
    },
    async (request) => {
      const { id } = request.params;
      const source = await catalog();
      const listed = (await reading(() => source.list())).find(({ modelId }) => modelId === id);
      if (listed === undefined) throw new Refusal('not-found', `model "${id}" is not in the catalogue`);
      const spec = await reading(() => source.spec(id, request.query.version));
      return modelView(listed, spec, await hourlyPrices(context), defaultDatasetUri(spec, source.buckets) ?? null);
    },
  );
}

/** What the catalogue refuses is bad input; what can't be read is AWS's. */
const reading = <T>(ask: () => Promise<T>): Promise<T> =>
  ask().catch((error: unknown) => {
    if (error instanceof CatalogError && error.field !== 'catalogue') throw error;
    return askingAws(() => Promise.reject(error as Error));
  });

/** For a first try: what the local stand-in trains, else a small model that may be used as it is. */
function suggestedOf(models: readonly ModelSummary[]): string | null {
  const usable = models.filter(({ fineTunable, unusable }) => fineTunable === true && unusable.length === 0);
  const local = usable.find(({ standIn, id }) => standIn && /-local-/.test(id));
  const small = usable.find(({ id }) => /small-bert.*-en-.*L-2-H-128/.test(id));
  return (local ?? small ?? usable[0])?.id ?? null;
}
