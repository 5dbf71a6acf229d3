import type { KnownOfRun, PreparedPlan, Resolution } from '../../contract/activities.js';
import type { DatasetReport } from '../../contract/dataset.js';
import { defined } from '../../contract/defined.js';
import type { HostingDecision, Plan, RunIdentity } from '../../contract/run/plan.js';
import type { RunKind, RunKinds } from '../../contract/run/run-kinds.js';
import { activities } from '../activity-options.js';
import { asOfToday } from './earlier-plans.js';
import { outcomeOf } from '../outcome.js';
import { takesStepsTogether } from '../patches.js';
import type { RunParts } from './run-lifecycle.js';
import type { PublishedStatus } from '../status/published-status.js';

type RequestOf<K extends RunKind> = RunKinds[K]['request'];

/** The activities of each kind of run: their types are on the wire. */
interface Steps<K extends RunKind> {
  resolve: (model: string, input: { request: unknown; run: RunIdentity }) => Promise<Resolution<RequestOf<K>>>;
  plan: (resolution: Resolution<RequestOf<K>>, run: RunIdentity) => Promise<RunKinds[K]['plan']>;
  /** All of it. */
  prepare: (model: string, input: { request: unknown; run: RunIdentity }) => Promise<PreparedPlan<RunKinds[K]['plan']>>;
}

const resolving = (model: string) => activities('look', `Resolve artifacts of ${model}`);
const planning = () => activities('look', 'Make the plan');
const preparing = (kind: 'move' | 'look', model: string) => activities(kind, `Make the plan for ${model}`);

const steps: { readonly [K in RunKind]: Steps<K> } = {
  fineTune: {
    resolve: (model, input) => resolving(model).resolveArtifacts(input),
    plan: async (resolution, run) => planning().planRun({ resolution, dataset: await checkedData(resolution), run }),
    prepare: (model, input) => preparing('move', model).prepareRun(input),
  },
  deploy: {
    resolve: (model, input) => resolving(model).resolveDeployment(input),
    plan: (resolution, run) => planning().planDeployment({ resolution, run }),
    prepare: (model, input) => preparing('look', model).prepareDeployment(input),
  },
};

/** From the unchecked request to the decision. Nothing billable happens here; all problems of request, model and data come at once. */
export async function planRun<K extends RunKind>(
  kind: K,
  request: unknown,
  { run, published }: Pick<RunParts, 'run' | 'published'>,
): Promise<RunKinds[K]['plan']> {
  const { id } = published.status.model;
  if (takesStepsTogether()) {
    const prepared = await steps[kind].prepare(id, { request, run }).catch((error: unknown) => {
      const known = outcomeOf(error).failure?.details?.at(-1) as Partial<KnownOfRun> | null | undefined;
      if (known?.searchAttributes !== undefined) know(known as KnownOfRun, published);
      throw error;
    });
    know(prepared, published);
    const plan = asOfToday(prepared.plan);
    showPlan(plan, published);
    return plan;
  }
  const resolution = await steps[kind].resolve(id, { request, run });
  published.useSearchAttributes(resolution.searchAttributes);
  published.status.model = resolution.model;
  published.enter('plan', { TunewrightModelId: resolution.model.id });
  const plan = asOfToday(await steps[kind].plan(resolution, run));
  showPlan(plan, published);
  return plan;
}

function know({ model, searchAttributes }: KnownOfRun, published: PublishedStatus): void {
  published.useSearchAttributes(searchAttributes);
  published.status.model = model;
  published.findBySoon({ TunewrightModelId: model.id });
}

/** Null where there is no data to look at, which is a problem of the plan. */
async function checkedData({ dataUri, region, heldOut }: Resolution): Promise<DatasetReport | null> {
  if (dataUri === undefined || region === undefined) return null;
  return activities('move', 'Check data.csv').checkData({ uri: dataUri, region, ...defined({ heldOut }) });
}

function showPlan(
  { warnings, standIn, dataset, labels }: HostingDecision & Partial<Plan>,
  published: PublishedStatus,
): void {
  published.status.warnings = warnings;
  if (standIn !== undefined) published.status.standIn = standIn;
  if (dataset !== undefined) {
    const { uri, rows, classes, largestClassShare } = dataset;
    published.status.dataset = { uri, rows, classes, ...defined({ largestClassShare }) };
  }
  if (labels !== undefined) published.status.labels = labels;
  published.publish();
}
