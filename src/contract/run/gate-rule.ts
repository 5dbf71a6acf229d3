import type { GateRule } from './requests.js';
import type { Metrics } from './results.js';

/** A rule such as `validation:accuracy>=0.9` in its parts: the name of a metric, and what its figure is held against. */
export interface MetricRule {
  metric: string;
  operator: '>=' | '>' | '<=' | '<';
  threshold: number;
}

/** A rule on a metric, such as `validation:accuracy>=0.9`. */
export const metricRulePattern = String.raw`([A-Za-z0-9:_-]+)\s*(>=|>|<=|<)\s*(-?\d+(?:\.\d+)?)`;

/** The rule on a metric, or null for `auto` and `manual`. */
export function metricRule(rule: GateRule): MetricRule | null {
  const match = new RegExp(`^${metricRulePattern}$`).exec(rule);
  if (match === null) return null;
  return { metric: match[1] ?? '', operator: match[2] as MetricRule['operator'], threshold: Number(match[3]) };
}

const holds: Record<MetricRule['operator'], (value: number, threshold: number) => boolean> = {
  '>=': (value, threshold) => value >= threshold,
  '>': (value, threshold) => value > threshold,
  '<=': (value, threshold) => value <= threshold,
  '<': (value, threshold) => value < threshold,
};

/** False also when the metric is missing: an absent figure proves nothing. */
export function ruleHolds(rule: MetricRule, metrics: Metrics): boolean {
  const value = metrics[rule.metric];
  return value !== undefined && holds[rule.operator](value, rule.threshold);
}
