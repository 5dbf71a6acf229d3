import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { dryRun } from '../../../client/index.js';
import type { RunKind } from '../../../contract/run/run-kinds.js';
import { planRows } from '../../../view/plan.js';
import type { PlanView, RunRequest } from '../../api/index.js';
import { planRequest, planView } from '../../api/index.js';
import type { Context } from '../context.js';
import { requestFor, withDefaults } from '../run-requests.js';
import { commandLine } from '../views/command-line.js';
import { answers } from './answers.js';

export function addPlanRoutes(app: FastifyInstance, context: Context): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/plans',
    {
      config: { access: 'viewer' },
      schema: {
        tags: ['plans'],
        summary: 'What a run would do and cost, and everything that is wrong with its request; starts nothing',
        body: planRequest,
        response: answers(planView, 'The plan, with its problems'),
      },
    },
    ({ body }) => planned(context, body.type, body.request),
  );
}

async function planned<K extends RunKind>(
  { tunewright, options }: Context,
  kind: K,
  request: RunRequest,
): Promise<PlanView> {
  const continued = await tunewright.continueFrom(kind, requestFor<K>(request, options));
  // The likely cost is a courtesy: a plan must not wait for Temporal, nor fail without it.
  const { plan, problems } = await dryRun(kind, continued, tunewright.aws, {
    earlierRun: (model) => tunewright.earlierRun(model).catch(() => null),
    keptName: (name) => tunewright.keptName(name),
  });
  return {
    type: kind,
    plan,
    rows: plan === null ? [] : planRows(plan).map((row) => ({ ...row })),
    cost: plan?.cost ?? null,
    problems: problems.map(({ field, message }) => ({ field, message })),
    warnings: plan?.warnings ?? [],
    command: commandLine(kind, withDefaults(request, options)),
  };
}
