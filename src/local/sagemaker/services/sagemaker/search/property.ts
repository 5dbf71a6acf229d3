import type { JsonObject } from '../../../wire/service/operation.js';
import { validationException } from '../resources/validation-exception.js';

/** First parts of the properties of a training job that are known to Search. */
const known = new Set([
  ...['TrainingJobName', 'TrainingJobArn', 'TuningJobArn', 'LabelingJobArn', 'AutoMLJobArn', 'ModelArtifacts'],
  ...['TrainingJobStatus', 'SecondaryStatus', 'FailureReason', 'HyperParameters', 'AlgorithmSpecification', 'RoleArn'],
  ...['InputDataConfig', 'OutputDataConfig', 'ResourceConfig', 'WarmPoolStatus', 'VpcConfig', 'StoppingCondition'],
  ...['CreationTime', 'TrainingStartTime', 'TrainingEndTime', 'LastModifiedTime', 'SecondaryStatusTransitions'],
  ...['FinalMetricDataList', 'EnableNetworkIsolation', 'EnableInterContainerTrafficEncryption'],
  ...['EnableManagedSpotTraining', 'CheckpointConfig', 'TrainingTimeInSeconds', 'BillableTimeInSeconds'],
  ...['DebugHookConfig', 'ExperimentConfig', 'DebugRuleConfigurations', 'TensorBoardOutputConfig'],
  ...['DebugRuleEvaluationStatuses', 'OutputModelPackageArn', 'ModelPackageConfig', 'ProfilerConfig'],
  ...['Environment', 'RetryStrategy', 'Tags', 'Metrics'],
]);

/** @throws ServiceError ValidationException */
export function checkProperty(name: string): void {
  if (!known.has(firstOf(name))) throw validationException(`Unknown property ${name} of TrainingJob.`);
}

export const isTime = (name: string): boolean =>
  /Time$/.test(name) && !/^(Tags|Metrics|HyperParameters|Environment)\./.test(name);

/** All values of the property: of a list, those of each of its objects. */
export function valuesOf(document: JsonObject, name: string): unknown[] {
  const [first, rest] = [firstOf(name), name.slice(firstOf(name).length + 1)];
  if (rest !== '' && first === 'Tags') return among(document.Tags, 'Key', rest, 'Value');
  if (rest !== '' && first === 'Metrics') return among(document.FinalMetricDataList, 'MetricName', rest, 'Value');
  if (rest !== '' && first === 'HyperParameters') return at(document.HyperParameters, [rest]);
  return at(document, name.split('.'));
}

/** What a list is ordered by; an empty text where there is nothing. */
export function sortValue(document: JsonObject, name: string): string | number {
  const [value = ''] = valuesOf(document, name);
  return typeof value === 'number' ? value : String(value);
}

const firstOf = (name: string): string => name.split('.', 1)[0] ?? '';

function among(list: unknown, key: string, wanted: string, value: string): unknown[] {
  const objects = Array.isArray(list) ? (list as JsonObject[]) : [];
  return objects.filter((each) => each[key] === wanted).map((each) => each[value]);
}

function at(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => at(each, path));
  const [first, ...rest] = path;
  if (value === undefined) return [];
  if (first === undefined) return [value];
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, first)) return [];
  return at((value as JsonObject)[first], rest);
}
