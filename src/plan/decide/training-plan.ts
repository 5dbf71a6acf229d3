import * as catalog from '../../catalog/index.js';
import { defined } from '../../contract/defined.js';
import type { TrainingPlan, TrainingRung } from '../../contract/run/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { FineTuneRequest, Hyperparameters, TrainingOptions } from '../../contract/run/requests.js';
import { prefixOf } from './data-prefix.js';
import type { Decision, DecisionInput } from './decision-input.js';
import { priceSources } from './decision-input.js';
import { orProblem } from './document-problems.js';
import { capacityWaits, typesOf } from './instance-ladder.js';
import { fileOf } from './input-files.js';
import { priceOf } from './cost/instance-price.js';
import { volumeKeyProblems } from './local-disks.js';
import { hasLocalDisks } from './volume-size.js';

/** The Python SDK's defaults where neither request nor document says otherwise. */
const defaultMaxRuntimeInSeconds = 86_400;
const defaultVolumeSizeInGB = 30;

/** The training half of a decision, with one rung for each instance type asked for, on spot first where spot is asked for. */
export function planTraining(input: DecisionInput<FineTuneRequest>): Decision<TrainingPlan> {
  const { request, spec, buckets, files = {} } = input;
  const problems: Problem[] = [];
  const types = typesOf(request.training?.instanceType) ?? [
    orProblem(problems, () => catalog.defaultInstanceType(spec, 'training')),
  ];
  const [first = ''] = types;
  const { training = {} } = request;
  const rungs = ladderOf(
    types.map((type) => rungOf(input, type, problems)),
    training,
  );
  const maxRuntimeInSeconds = training.maxRuntimeInSeconds ?? spec.training.maxRun ?? defaultMaxRuntimeInSeconds;
  if (training.spot !== undefined && training.spot.maxWaitInSeconds < maxRuntimeInSeconds) {
    problems.push({
      field: 'training.spot.maxWaitInSeconds',
      message: `${training.spot.maxWaitInSeconds} is less than the maximum runtime, ${maxRuntimeInSeconds}; it covers waiting and running together`,
    });
  }
  problems.push(...volumeKeyProblems('training.volumeKmsKeyId', training.volumeKmsKeyId, types));
  if (training.spot !== undefined && training.keepAlivePeriodInSeconds !== undefined) {
    problems.push({
      field: 'training.keepAlivePeriodInSeconds',
      message: 'does not go with spot; leave one of them out',
    });
  }
  return {
    problems,
    plan: defined({
      rungs,
      modelUri: request.modelUri ?? orProblem(problems, () => catalog.modelUri(spec, 'training', first, buckets)),
      scriptUri: orProblem(problems, () => catalog.scriptUri(spec, 'training', buckets)),
      validationUri: request.validationData === undefined ? undefined : prefixOf(request.validationData),
      inputs: [...fileOf('validation data', files.validationData), ...fileOf('earlier model', files.modelUri)],
      maxRuntimeInSeconds,
      enableNetworkIsolation: training.enableNetworkIsolation ?? spec.training.enableNetworkIsolation,
      encryptInterContainerTraffic: training.encryptInterContainerTraffic ?? spec.training.encryptInterContainerTraffic,
      volumeKmsKeyId: training.volumeKmsKeyId,
      outputKmsKeyId: training.outputKmsKeyId,
      spot: training.spot,
      keepAlivePeriodInSeconds: training.keepAlivePeriodInSeconds,
    }),
  };
}

/** Spot capacity is given up only once it is exhausted on every type. */
function ladderOf(types: TypeRung[], { spot, capacityWaitInSeconds }: TrainingOptions): TrainingRung[] {
  const markets = spot === undefined ? [false] : spot.thenOnDemand === true ? [true, false] : [true];
  const rungs = markets.flatMap((isSpot) => types.map((rung) => ({ ...rung, spot: isSpot })));
  const waits = capacityWaits(capacityWaitInSeconds, rungs.length);
  return rungs.map((rung, index) => ({ ...rung, capacityWaitInSeconds: waits[index] ?? 0 }));
}

/** What follows from an instance type alone. */
type TypeRung = Omit<TrainingRung, 'spot' | 'capacityWaitInSeconds'>;

function rungOf(
  { request, spec, account, ...asked }: DecisionInput<FineTuneRequest>,
  instanceType: string,
  problems: Problem[],
): TypeRung {
  const given = request.hyperparameters ?? {};
  const specs = catalog.hyperparameterSpecs(spec, instanceType);
  for (const { name, message } of catalog.validateHyperparameters(specs, given)) {
    problems.push({ field: `hyperparameters.${name}`, message });
  }
  const documented = hasLocalDisks(instanceType) ? undefined : spec.training.volumeSize;
  return {
    instanceType,
    usdPerHour: priceOf({ region: account.region, instanceType, use: 'training' }, priceSources({ spec, ...asked }))
      .usdPerHour,
    imageUri: orProblem(problems, () => catalog.imageUri(spec, 'training', instanceType, account.region)),
    hyperparameters: withDefaults(given, catalog.defaultHyperparameters(spec, { instanceType })),
    metricDefinitions: catalog.metricDefinitions(spec, instanceType),
    environment: catalog.trainingEnvironment(spec, instanceType),
    volumeSizeInGB: request.training?.volumeSizeInGB ?? documented ?? defaultVolumeSizeInGB,
  };
}

/** The user's values first, then the document's defaults: the order in which the Python SDK sends them. */
function withDefaults(given: Hyperparameters, defaults: Record<string, string>): Hyperparameters {
  const rest = Object.entries(defaults).filter(([name]) => !Object.hasOwn(given, name));
  return { ...given, ...Object.fromEntries(rest) };
}
