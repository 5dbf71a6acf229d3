import { nowInSeconds } from '../../../wire/clock.js';
import { validationException } from '../resources/validation-exception.js';
import type { MetricData, MetricDefinition } from './training-job.js';

interface CompiledMetric {
  readonly name: string;
  readonly regex: RegExp;
}

/** @throws ServiceError ValidationException for a text that is no regular expression */
export function compileMetrics(definitions: readonly MetricDefinition[]): CompiledMetric[] {
  return definitions.map(({ Name, Regex }) => {
    try {
      return { name: Name, regex: new RegExp(Regex) };
    } catch {
      throw validationException(`The regular expression of metric "${Name}" is not valid: ${Regex}`);
    }
  });
}

/** The metrics after another line of output: of each name the last value counts. */
export function observe(
  metrics: readonly MetricData[],
  compiled: readonly CompiledMetric[],
  line: string,
): readonly MetricData[] {
  const found = compiled.flatMap(({ name, regex }) => {
    const value = parseFloat(regex.exec(line)?.[1] ?? '');
    return Number.isFinite(value) ? [{ MetricName: name, Value: value, Timestamp: Math.floor(nowInSeconds()) }] : [];
  });
  if (found.length === 0) return metrics;
  return [...new Map([...metrics, ...found].map((metric) => [metric.MetricName, metric])).values()];
}
