import { defined } from '../../contract/defined.js';
import type { GateReport } from '../../contract/gate-report.js';
import type { HostingDecision, Plan } from '../../contract/plan.js';
import type { LiveEndpoint } from '../../contract/results.js';
import type { RunStatus } from '../../contract/status.js';

/** Enough of the curve to see whether it still rises. */
const epochsShown = 5;
/** Classes and predictions beyond these say nothing more to a person. */
const classesShown = 20;
const predictionsShown = 5;

/** What somebody who decides gets to see, from what the run knows by now. */
export function gateReport(
  plan: HostingDecision & Partial<Pick<Plan, 'dataset'>>,
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
    metrics: status.metrics,
    epochs: status.epochs.slice(-epochsShown),
    predictions: (status.smokeTest?.predictions ?? []).slice(0, predictionsShown),
    cost: plan.cost,
    ...(status.spending === undefined ? {} : { spending: status.spending }),
    ...(live === null ? {} : { live: reported(live) }),
    ...(scores === null ? {} : { scores }),
  };
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
