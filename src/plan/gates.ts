import type { Problem } from '../contract/problems.js';
import type { GateName, GateRule } from '../contract/requests.js';
import { defaultGates, gateNames } from '../contract/requests.js';
import { metricRule } from '../contract/gate-rule.js';

/** Every gate with its rule, and what is wrong with the rules: a metric must be one that the job reports before the gate. */
export function resolveGates(
  asked: Partial<Record<GateName, GateRule>> | undefined,
  metrics: readonly string[],
): { gates: Record<GateName, GateRule>; problems: Problem[] } {
  const gates = { ...defaultGates, ...asked };
  const problems = gateNames.flatMap((gate) => {
    const rule = metricRule(gates[gate]);
    if (rule === null) return [];
    const field = `gates.${gate}`;
    if (gate === 'training') {
      return [{ field, message: `"${gates[gate]}" asks for a metric before there is one; use auto or manual` }];
    }
    if (metrics.includes(rule.metric)) return [];
    return [
      {
        field,
        message: `metric "${rule.metric}" is not reported by this model; it reports ${metrics.join(', ') || 'none'}`,
      },
    ];
  });
  return { gates, problems };
}
