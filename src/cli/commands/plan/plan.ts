import type { Tunewright } from '../../../client/index.js';
import { Aws, dryRun } from '../../../client/index.js';
import type { DeployPlan, HostingDecision, ModelData, Plan } from '../../../contract/run/plan.js';
import { defined } from '../../../contract/defined.js';
import type { Problem } from '../../../contract/problems.js';
import { describeProblems } from '../../../contract/problems.js';
import { resourceName } from '../../../contract/names.js';
import {
  endpointConfigRequest,
  endpointRequest,
  modelArtifactUri,
  modelRequest,
  repackOf,
  trainingRequest,
  updateRequest,
} from '../../../plan/index.js';
import { planRows } from '../../../view/plan.js';
import { fromEarlierRun } from '../start/earlier-run.js';
import { exitCodes } from '../../exit-codes.js';
import { print, printJson, say, table } from '../../output.js';
import type { DeployCommandOptions } from '../../request-options/deploy-options.js';
import { deployRequestOf } from '../../request-options/deploy-options.js';
import type { FineTuneCommandOptions } from '../../request-options/fine-tune-options.js';
import { fineTuneRequestOf } from '../../request-options/fine-tune-options.js';
import { rowCells } from '../../rows.js';
import { withTunewright } from '../../with-tunewright.js';
import { errorText } from '../../../contract/text/error-text.js';

export async function showFineTunePlan(options: FineTuneCommandOptions & { json?: true }): Promise<number> {
  const continued = await fromEarlierRun('fineTune', fineTuneRequestOf(options));
  const { plan, problems } = await dryRun('fineTune', continued, new Aws(), askedOfRuns);
  const rung = plan?.training.rungs[0];
  if (plan === null || rung === undefined) return showNoPlan(problems, options.json === true);
  const artifact = { tarball: modelArtifactUri(plan, resourceName(plan.run)) };
  const document = {
    model: plan.model,
    ...defined({ standIn: plan.standIn }),
    dataset: plan.dataset,
    hyperparameters: rung.hyperparameters,
    ...hostingPart(plan, artifact, { CreateTrainingJob: trainingRequest(plan, first) }, plan.deploy),
    problems,
  };
  return show(document, plan, options.json === true);
}

export async function showDeployPlan(options: DeployCommandOptions & { json?: true }): Promise<number> {
  const continued = await fromEarlierRun('deploy', deployRequestOf(options));
  const { plan, problems } = await dryRun('deploy', continued, new Aws(), askedOfRuns);
  if (plan === null) return showNoPlan(problems, options.json === true);
  const document = {
    model: plan.model,
    ...defined({ standIn: plan.standIn }),
    dataset: null,
    hyperparameters: {},
    ...hostingPart(plan, plan.modelData, {}),
    problems,
  };
  return show(document, plan, options.json === true);
}

/** The requests that are printed are those of the first try. */
const first = { rung: 0, attempt: 1 };

/** What is done to deploy; nothing where the request asks to train only. */
function hostingPart(plan: HostingDecision, artifact: ModelData, before: object, deploys = true) {
  return {
    namesArePreview: true,
    requests: {
      ...before,
      ...(deploys && {
        CreateModel: modelRequest(plan, first, artifact),
        CreateEndpointConfig: endpointConfigRequest(plan, first),
        CreateEndpoint: endpointRequest(plan, first.attempt),
        // Sent in place of CreateEndpoint where the endpoint is there already.
        ...(plan.hosting.update && { UpdateEndpoint: updateRequest(plan, first.attempt) }),
      }),
    },
    repack: deploys ? repackOf(plan, artifact) : null,
    gates: plan.gates,
    cost: plan.cost,
    warnings: plan.warnings,
  };
}

function show(
  document: { requests: object; problems: readonly Problem[]; warnings: readonly string[] },
  plan: Plan | DeployPlan,
  json: boolean,
): number {
  const code = document.problems.length > 0 ? exitCodes.badInput : exitCodes.done;
  if (json) {
    printJson(document);
    return code;
  }
  print(table(['PLAN', ''], rowCells(planRows(plan))));
  print(`\nrequests (names are a preview):\n${JSON.stringify(document.requests, null, 2)}`);
  for (const warning of document.warnings) say(`warning: ${warning}`);
  if (document.problems.length > 0) say(`\n${describeProblems(document.problems)}`);
  return code;
}

function showNoPlan(problems: readonly Problem[], json: boolean): number {
  say(describeProblems(problems));
  if (json) printJson({ problems });
  return exitCodes.badInput;
}

const askedOfRuns = {
  earlierRun: (modelId: string) => ofRuns('no likely cost', (tunewright) => tunewright.earlierRun(modelId)),
  keptName: (name: string) => ofRuns('not known who holds the name', (tunewright) => tunewright.keptName(name)),
};

/** Runs are asked for only where a Temporal server is named: a plan must not need one. */
async function ofRuns<T>(missing: string, ask: (tunewright: Tunewright) => Promise<T | null>): Promise<T | null> {
  if (process.env['TEMPORAL_ADDRESS'] === undefined && process.env['TEMPORAL_PROFILE'] === undefined) return null;
  try {
    return await withTunewright(ask);
  } catch (error) {
    say(`warning: ${missing}: ${errorText(error)}`);
    return null;
  }
}
