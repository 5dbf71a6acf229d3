import { defined } from '../../contract/defined.js';
import type { GateReport } from '../../contract/run/gate-report.js';
import type { DeployPlan, HostingDecision, InputFile, Plan } from '../../contract/run/plan.js';
import type { LiveEndpoint } from '../../contract/run/results.js';
import type { RunStatus } from '../../contract/run/status.js';

/** Enough of the curve to see whether it still rises. */
const epochsShown = 5;
/** Classes and predictions beyond these say nothing more to a person. */
const classesShown = 20;
const predictionsShown = 5;

/** What somebody who decides gets to see, from what the run knows by now. */
export function gateReport(
  plan: HostingDecision & Partial<Pick<Plan, 'dataset' | 'training'> & Pick<DeployPlan, 'modelData'>>,
  status: RunStatus,
  { live = null, scores = null }: { live?: LiveEndpoint | null; scores?: GateReport['scores'] | null } = {},
): GateReport {
  const { dataset } = plan;
  return {
    model: plan.model,
    ...(dataset === undefined
      ? {}
      : {
          dataset: {
            uri: dataset.uri,
            rows: dataset.rows,
            classes: dataset.classes,
            classCounts: dataset.classCounts.slice(0, classesShown),
            ...defined({ largestClassShare: dataset.largestClassShare }),
          },
        }),
    ...(plan.labels === undefined ? {} : { labels: plan.labels.slice(0, classesShown) }),
    ...(status.artifact === undefined || status.artifactETag === undefined
      ? {}
      : { artifact: { uri: status.artifact, etag: status.artifactETag } }),
    ...defined({ inputs: inputsOf(plan), changes: plan.hosting.changes }),
    metrics: status.metrics,
    epochs: status.epochs.slice(-epochsShown),
    predictions: (status.smokeTest?.predictions ?? []).slice(0, predictionsShown),
    cost: plan.cost,
    ...(status.spending === undefined ? {} : { spending: status.spending }),
    ...(live === null ? {} : { live: reported(live) }),
    ...(scores === null ? {} : { scores }),
  };
}

/** Plans of earlier versions name none: their reports stay as they were, by which people may have decided already. */
function inputsOf({
  dataset,
  training,
  modelData,
  evaluationFile,
}: Parameters<typeof gateReport>[0]): InputFile[] | undefined {
  const { uri = '', etag, bytes = 0 } = dataset ?? {};
  const data = training?.inputs === undefined || etag === undefined ? [] : [{ uri: `${uri}data.csv`, etag, bytes }];
  const model = modelData !== undefined && 'tarball' in modelData ? modelData : null;
  const inputs: InputFile[] = [
    ...data.map((file) => ({ what: 'training data' as const, ...file })),
    ...(training?.inputs ?? []),
    ...(evaluationFile === undefined ? [] : [evaluationFile]),
    ...(model?.etag === undefined
      ? []
      : [{ what: 'model' as const, uri: model.tarball, etag: model.etag, bytes: model.bytes ?? 0 }]),
  ];
  return inputs.length === 0 ? undefined : inputs;
}

/** Without what moves while people think: a fleet that is scaled must not change what they decide about. */
function reported({
  variants: _variants,
  dataCapture: _capture,
  begunWith: _config,
  ...live
}: LiveEndpoint): LiveEndpoint {
  return live;
}
