import * as catalog from '../catalog/index.js';
import type { ModelSpec } from '../catalog/index.js';
import type { DatasetReport } from '../contract/dataset.js';
import type { HostingPlan, Plan, RunIdentity, TrainingPlan } from '../contract/plan.js';
import type { Problem } from '../contract/problems.js';
import type { FineTuneRequest, Hyperparameters } from '../contract/requests.js';
import { defaultGateDeadlineInSeconds } from '../contract/requests.js';
import { resolveGates } from './gates.js';
import { standInFindings } from './stand-in.js';

/** The Python SDK's defaults where neither request nor document says otherwise. */
const defaultMaxRuntimeInSeconds = 86_400;
const defaultVolumeSizeInGB = 30;

export interface DecisionInput {
  request: FineTuneRequest;
  spec: ModelSpec;
  buckets: catalog.ContentBuckets;
  dataset: DatasetReport;
  account: { region: string; account: string; role: string };
  run: RunIdentity;
}

/**
 * The decision: a pure function from request, model document, dataset report and resolved account to what will be done.
 * Never throws for bad input; everything that is wrong stands in `problems`, and nothing billable may happen while there are any.
 */
export function decide(input: DecisionInput): Plan {
  const { request, spec, dataset, account, run } = input;
  const training = planTraining(input);
  const hosting = planHosting(input);
  const metrics = training.plan.rungs.flatMap((rung) => rung.metricDefinitions.map(({ Name }) => Name));
  const gates = resolveGates(request.gates, metrics);
  const effective = training.plan.rungs[0]?.hyperparameters ?? {};
  const standIn = standInFindings(spec, effective);
  return {
    run,
    model: { id: spec.modelId, version: spec.version },
    ...(spec.standIn === undefined ? {} : { standIn: spec.standIn }),
    ...account,
    dataset: {
      uri: dataset.uri,
      ...(dataset.etag === undefined ? {} : { etag: dataset.etag }),
      bytes: dataset.bytes,
      rows: dataset.rows,
      classes: dataset.classes,
      // Hundreds of classes would make every history carry them.
      classCounts: dataset.classCounts.slice(0, 100),
    },
    training: training.plan,
    hosting: hosting.plan,
    gates: gates.gates,
    gateDeadlineInSeconds: request.gateDeadlineInSeconds ?? defaultGateDeadlineInSeconds,
    smokeTest: { texts: request.smokeTest?.texts ?? dataset.samples.map(({ text }) => text) },
    warnings: [...catalog.notices(spec), ...dataset.warnings, ...standIn.warnings],
    problems: [
      ...modelProblems(spec),
      ...dataset.problems,
      ...training.problems,
      ...hosting.problems,
      ...gates.problems,
      ...standIn.problems,
    ],
  };
}

function planTraining({ request, spec, buckets, account, dataset }: DecisionInput): {
  plan: TrainingPlan;
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const tried = trial(problems);
  const instanceType = request.training?.instanceType ?? tried(() => catalog.defaultInstanceType(spec, 'training'));
  const given = request.hyperparameters ?? {};
  const specs = catalog.hyperparameterSpecs(spec, instanceType);
  for (const { name, message } of catalog.validateHyperparameters(specs, given)) {
    problems.push({ field: `hyperparameters.${name}`, message });
  }
  return {
    problems,
    plan: {
      rungs: [
        {
          instanceType,
          imageUri: tried(() => catalog.imageUri(spec, 'training', instanceType, account.region)),
          hyperparameters: withDefaults(given, catalog.defaultHyperparameters(spec, { instanceType })),
          metricDefinitions: catalog.metricDefinitions(spec, instanceType),
          environment: catalog.trainingEnvironment(spec, instanceType),
          volumeSizeInGB: request.training?.volumeSizeInGB ?? spec.training.volumeSize ?? defaultVolumeSizeInGB,
        },
      ],
      modelUri: tried(() => catalog.modelUri(spec, 'training', instanceType, buckets)),
      scriptUri: tried(() => catalog.scriptUri(spec, 'training', buckets)),
      dataUri: dataset.uri,
      outputPath: request.output ?? `s3://${defaultBucket(account)}/tunewright/output`,
      maxRuntimeInSeconds: request.training?.maxRuntimeInSeconds ?? spec.training.maxRun ?? defaultMaxRuntimeInSeconds,
      enableNetworkIsolation: spec.training.enableNetworkIsolation,
      encryptInterContainerTraffic: spec.training.encryptInterContainerTraffic,
    },
  };
}

function planHosting({ request, spec, buckets, account }: DecisionInput): { plan: HostingPlan; problems: Problem[] } {
  const problems: Problem[] = [];
  const tried = trial(problems);
  const trainedOn = request.training?.instanceType ?? spec.training.defaultInstanceType;
  const instanceType =
    request.endpoint?.instanceType ?? tried(() => catalog.defaultInstanceType(spec, 'inference', trainedOn));
  const { modelDataDownloadTimeout, containerStartupHealthCheckTimeout } = spec.inference;
  return {
    problems,
    plan: {
      rungs: [
        { instanceType, imageUri: tried(() => catalog.imageUri(spec, 'inference', instanceType, account.region)) },
      ],
      instanceCount: request.endpoint?.instanceCount ?? 1,
      environment: catalog.inferenceEnvironment(spec, instanceType),
      enableNetworkIsolation: spec.inference.enableNetworkIsolation,
      ...(catalog.isPrepacked(spec)
        ? {}
        : { repackScriptUri: tried(() => catalog.scriptUri(spec, 'inference', buckets)) }),
      ...(request.endpoint?.name === undefined ? {} : { endpointName: request.endpoint.name }),
      ...(modelDataDownloadTimeout === undefined
        ? {}
        : { modelDataDownloadTimeoutInSeconds: modelDataDownloadTimeout }),
      ...(containerStartupHealthCheckTimeout === undefined
        ? {}
        : { containerStartupHealthCheckTimeoutInSeconds: containerStartupHealthCheckTimeout }),
    },
  };
}

/** SageMaker's default bucket of an account in a region. */
export const defaultBucket = ({ region, account }: { region: string; account: string }): string =>
  `sagemaker-${region}-${account}`;

/** The user's values first, then the document's defaults: the order in which the Python SDK sends them. */
function withDefaults(given: Hyperparameters, defaults: Record<string, string>): Hyperparameters {
  const rest = Object.entries(defaults).filter(([name]) => !Object.hasOwn(given, name));
  return { ...given, ...Object.fromEntries(rest) };
}

/** A model must be usable for both halves of the job. */
function modelProblems(spec: ModelSpec): Problem[] {
  const faults = [...catalog.unusability(spec, 'training'), ...catalog.unusability(spec, 'inference')];
  const byMessage = new Map(faults.map(({ field, message }) => [message, { field, message }]));
  return [...byMessage.values()];
}

/** Runs what may find the document lacking, and keeps the complaint as a problem. */
function trial(problems: Problem[]): (ask: () => string) => string {
  return (ask) => {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof catalog.CatalogError)) throw error;
      problems.push({ field: error.field, message: error.message });
      return '';
    }
  };
}
