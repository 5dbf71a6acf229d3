import { CancellationScope } from '@temporalio/workflow';
import type { ActivityOptions } from '@temporalio/workflow';
import type { EndpointKey } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import type { GateReport } from '../../contract/run/gate-report.js';
import type { DeployPlan, HostingDecision, ModelData, Plan } from '../../contract/run/plan.js';
import type { DeployResult, LiveEndpoint } from '../../contract/run/results.js';
import { activities } from '../activity-options.js';
import type { Deployed } from './deploy-model.js';
import { deployModel } from './deploy-model.js';
import { gateReport } from '../gates/gate-report.js';
import { keptIn } from '../kept.js';
import { liveEndpoint, liveNow, score, withoutTexts } from './live-model.js';
import { outcomeOf } from '../outcome.js';
import { looksBesideGates } from '../patches.js';
import type { RunParts } from '../run/run-lifecycle.js';
import { smokeTest } from './smoke-test.js';
import { endpointKey } from '../activity-inputs.js';

type DeployablePlan = HostingDecision & Partial<Pick<Plan, 'dataset' | 'training'> & Pick<DeployPlan, 'modelData'>>;
type Live = Pick<DeployResult, 'endpoint' | 'smokeTest' | 'heldOutScore'>;

/**
 * From a model to a live endpoint: gate, deploy, smoke test, gate. The lease is held from before the endpoint is touched until
 * it is known what is live; the endpoint costs nothing while the first gate waits.
 */
export async function goLive(plan: DeployablePlan, modelData: ModelData, parts: RunParts): Promise<Live> {
  const { published, gates, compensation, lease } = parts;
  const key = endpointKey(plan);
  published.enterApproval(key.name, { atOnce: plan.gates.deployment.rule === 'auto' });
  await askForDeployment(plan, key, parts);
  const deployed = await deployModel(plan, modelData, parts);
  const tested = await smokeTest(plan, key, published, deployed);
  const candidate = await score(plan, key, `Score the candidate on ${key.name}`);
  if (candidate !== null) published.status.heldOutScore = candidate;
  const { comparable, scoreOfLive } = deployed;
  const scores =
    candidate === null || !comparable
      ? null
      : { candidate: withoutTexts(candidate), live: scoreOfLive === null ? null : withoutTexts(scoreOfLive) };
  await gates.pass('traffic', plan.gates.traffic, {
    report: gateReport(plan, published.status, { live: deployed.replaced, scores }),
  });
  // From here on the endpoint is wanted: what comes now tidies up.
  compensation.settleAll();
  await forgetReplaced(key, deployed.replaced, parts);
  const ttl = plan.hosting.timeToLiveInSeconds;
  const live = liveEndpoint(key, deployed, published.status.metrics);
  if (!deployed.released) {
    await lease
      .release({ live, timeToLiveInSeconds: ttl ?? null })
      .catch(() =>
        published.note(
          `the lease of ${key.name} could not be given back${ttl === undefined ? '' : ': its time to live does not count'}`,
        ),
      );
  }
  return {
    endpoint: resultOf(key, deployed, ttl),
    smokeTest: tested,
    ...defined({ heldOutScore: candidate ?? undefined }),
  };
}

/** People who are to be reminded do not wait longer for a look. */
const beside: ActivityOptions = { scheduleToCloseTimeout: '10 m' };

async function askForDeployment(plan: DeployablePlan, key: EndpointKey, parts: RunParts): Promise<void> {
  const { published, gates } = parts;
  const look = async (more?: ActivityOptions): Promise<GateReport> =>
    gateReport(plan, published.status, { live: await liveNow(plan, key, more) });
  await gates.pass('deployment', plan.gates.deployment, {
    report:
      plan.gates.deployment.rule === 'auto' ? gateReport(plan, published.status) : await firstLook(look, plan, parts),
    ...(plan.hosting.update === undefined ? {} : { refresh: () => look(beside) }),
  });
}

/** What is live is asked about so that people know; that AWS does not tell it is no reason to lose what was trained. */
async function firstLook(
  look: () => Promise<GateReport>,
  plan: DeployablePlan,
  { published }: RunParts,
): Promise<GateReport> {
  try {
    return await look();
  } catch (error) {
    const { failure } = outcomeOf(error);
    if (failure === null || !looksBesideGates()) throw error;
    published.note(`the report of the gate deployment is without what is live: ${failure.message}`);
    return gateReport(plan, published.status);
  }
}

/**
 * The config that the endpoint has left costs nothing; that it stays is no reason to undo a deployment. A run that is cancelled by now
 * has done all that it was to do, and still tidies up.
 */
async function forgetReplaced(key: EndpointKey, replaced: LiveEndpoint | null, { published }: RunParts): Promise<void> {
  if (replaced === null) return;
  const { configName } = replaced;
  try {
    const removed = await CancellationScope.nonCancellable(() =>
      activities('cleanUp', `Delete the replaced config ${configName}`).deleteReplaced({ key, replaced }),
    );
    for (const sentence of keptIn(removed)) published.note(sentence);
  } catch {
    published.note(`the replaced config ${configName} could not be deleted; it costs nothing`);
  }
}

function resultOf({ name, region }: EndpointKey, deployed: Deployed, ttl: number | undefined): Live['endpoint'] {
  const { configName, modelName, instanceType, replaced } = deployed;
  return {
    name,
    region,
    status: 'InService',
    configName,
    modelName,
    instanceType,
    ...defined({
      replaced: replaced?.configName,
      expiresAt: ttl === undefined ? undefined : new Date(Date.now() + ttl * 1000).toISOString(),
    }),
  };
}
