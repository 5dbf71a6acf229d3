import { endpointRows } from '../../../view/endpoint-rows.js';
import type { EndpointView } from '../../api/index.js';
import type { Context } from '../context.js';
import { Refusal } from '../errors/refusal.js';
import { workflowUi } from '../temporal-ui.js';
import type { EndpointLooks } from './endpoint-looks.js';
import { endpointWorkflowId } from '../../../contract/endpoint-workflow.js';

/** One endpoint, with a sentence to try it with. */
export async function lookAtEndpoint(context: Context, looks: EndpointLooks, name: string): Promise<EndpointView> {
  const look = await looks.one(name);
  if (look === null) throw new Refusal('not-found', `endpoint "${name}" does not exist`);
  const { summary, workflow, failureReason } = look;
  return {
    ...summary,
    rows: workflow === null ? [] : endpointRows(workflow).map((row) => ({ ...row })),
    notes: workflow?.notes ?? [],
    failureReason,
    sample: summary.run === null ? null : await sampleOf(context, summary.run),
    workflow,
    commands: {
      predict: `tunewright endpoints predict ${name} "…"`,
      extend: `tunewright endpoints extend ${name} --for 12h`,
      delete: `tunewright endpoints delete ${name}`,
      runs: `tunewright runs list --phase done --endpoint ${name}`,
    },
    ui: workflow === null ? null : workflowUi(context, endpointWorkflowId(name)),
  };
}

/** Of the data of the run behind it; another run of that id, or one that is forgotten, has none. */
async function sampleOf({ tunewright }: Context, run: string): Promise<EndpointView['sample']> {
  const found = await tunewright
    .run(run)
    .record()
    .catch(() => null);
  const [sample] = found?.plan?.smokeTest.samples ?? [];
  return sample === undefined ? null : { text: sample.text, label: sample.label ?? null };
}
