import { defined } from '../contract/defined.js';
import type { FineTuneRequest } from '../contract/run/requests.js';
import type { DeployResult, FineTuneResult } from '../contract/run/results.js';
import { claimName } from './hosting/claim-name.js';
import { gateReport } from './gates/gate-report.js';
import { goLive } from './hosting/go-live.js';
import { planRun } from './run/plan-run.js';
import type { RunParts } from './run/run-lifecycle.js';
import { asRun } from './run/run-lifecycle.js';
import { trainModel } from './training/train-model.js';
import { skipped, trainedOn } from './training/unchanged-data.js';

/** Fine-tunes a text classifier and, unless asked to train only, deploys it: plan, gate, train, gate, deploy, smoke test, gate. */
export async function fineTune(request: FineTuneRequest): Promise<FineTuneResult> {
  return asRun('fineTune', request, (parts) => trainAndDeploy(request, parts));
}

async function trainAndDeploy(request: FineTuneRequest, parts: RunParts): Promise<FineTuneResult> {
  const { run, published, gates, compensation } = parts;
  const plan = await planRun('fineTune', request, parts);
  const trained = plan.onlyIfDataChanged === true ? trainedOn(plan.dataset) : null;
  if (trained !== null) return skipped(trained, parts);
  await claimName(plan, parts);
  await gates.pass('training', plan.gates.training, { report: gateReport(plan, published.status) });
  const trainingJob = await trainModel(plan, { published, compensation });
  const { modelArtifact: tarball, modelArtifactETag: etagOfModel } = trainingJob;
  const modelData = { tarball, ...defined({ etag: etagOfModel }) };
  const live: Pick<DeployResult, 'endpoint' | 'smokeTest' | 'heldOutScore'> | null = plan.deploy
    ? await goLive(plan, modelData, parts)
    : null;
  const { uri, etag, rows, classes } = plan.dataset;
  return {
    run: run.workflowId,
    outcome: 'done',
    model: plan.model,
    ...defined({ standIn: plan.standIn, labels: plan.labels }),
    dataset: { uri, ...defined({ etag }), rows, classes },
    trainingJob,
    endpoint: live?.endpoint ?? null,
    smokeTest: live?.smokeTest ?? null,
    ...defined({ heldOutScore: live?.heldOutScore }),
    decisions: gates.decisions,
    spending: published.spending.at(Date.now()),
  };
}
