import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { DecisionRefusedError } from '../../../client/index.js';
import { defined } from '../../../contract/defined.js';
import { decisionText } from '../../../view/gate.js';
import type { Gate } from '../../api/index.js';
import { decided, decisionRequest, runId } from '../../api/index.js';
import type { Context } from '../context.js';
import { orNotFound } from '../errors/not-found.js';
import { Refusal } from '../errors/refusal.js';
import { runViewFor } from '../run-view-for.js';
import type { Hub } from '../watch/hub.js';
import { answers } from './answers.js';

export function addDecisionRoutes(app: FastifyInstance, context: Context, hub: Hub): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/v1/runs/:id/decisions',
    {
      config: { access: 'approver' },
      schema: {
        tags: ['runs'],
        summary: 'Approves or rejects at an open gate; 409 with the gates as they are now where the report has changed',
        params: z.object({ id: runId }),
        body: decisionRequest,
        response: answers(decided, 'It counts', 201),
      },
    },
    async ({ params: { id }, body, user }, reply) => {
      const view = runViewFor(context, user);
      const topic = hub.runs.of(id);
      const gates = view(await topic.now()).gates;
      const gate = gates.find(({ gate: name }) => name === body.gate);
      if (gate?.state === 'open' && gate.whyNot !== null) throw new Refusal('forbidden', gate.whyNot);
      const { gate: name, decision, digest, reason } = body;
      const run = context.tunewright.run(id);
      try {
        const record = await orNotFound('run', () =>
          run[decision](name, { by: user.name, ...defined({ digest, reason }) }),
        );
        reply.code(201);
        return { run: id, text: decisionText(record), record };
      } catch (error) {
        if (!(error instanceof DecisionRefusedError)) throw error;
        throw outdated(error.message, view(await topic.again()).gates);
      } finally {
        hub.changed();
        void topic.again().catch(() => undefined);
      }
    },
  );
}

/** What was decided on is not what stands: here is that. */
const outdated = (reason: string, gates: readonly Gate[]): Refusal =>
  new Refusal('conflict', reason, [{ field: 'digest', message: reason }], { gates });
