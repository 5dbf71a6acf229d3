import { randomUUID } from 'node:crypto';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import type { RunKind } from '../../contract/run/run-kinds.js';
import { runMemo } from '../../contract/run/run-memo.js';
import { workflowTypes } from '../../contract/workflow-types.js';
import type { PlanOf } from '../../plan/index.js';
import { InvalidInputError } from '../errors.js';
import { idPrefixes } from '../id-prefixes.js';
import type { TemporalAccess } from '../temporal.js';
import type { Preflight } from './preflight.js';

/** For the Temporal UI: what a run does, and a line of Markdown on what with. */
const described: { readonly [K in RunKind]: { verb: string; details: (plan: PlanOf<K>) => string } } = {
  fineTune: {
    verb: 'Fine-tune',
    details: ({ dataset: { uri, rows, classes } }) => `Data: \`${uri}\` (${rows} rows, ${classes} classes)`,
  },
  deploy: {
    verb: 'Deploy',
    details: ({ modelData }) => `Model: \`${'tarball' in modelData ? modelData.tarball : modelData.prefix}\``,
  },
};

/** Starts the workflow and resolves with its id, made up where none is given. @throws InvalidInputError where a run of that id is still going */
export async function startRun<K extends RunKind>(
  { client, taskQueue }: Pick<TemporalAccess, 'client' | 'taskQueue'>,
  { kind, plan, request }: Preflight<K>,
  {
    run: id = `${idPrefixes[kind]}-${randomUUID().replaceAll('-', '').slice(0, 12)}`,
    by,
  }: { run?: string; by?: string } = {},
): Promise<string> {
  const { verb, details } = described[kind];
  try {
    await client.workflow.start(workflowTypes[kind], {
      taskQueue,
      workflowId: id,
      args: [request],
      staticSummary: `${verb} ${plan.model.id} ${plan.model.version}`,
      staticDetails: details(plan),
      ...(by !== undefined && { memo: { [runMemo.startedBy]: by } }),
    });
    return id;
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    throw new InvalidInputError([{ field: 'run', message: `"${id}" is still going; watch it, or choose another id` }]);
  }
}
