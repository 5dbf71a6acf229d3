import type { CostEstimate, GatePlan } from '../../../contract/run/plan.js';
import type { Problem } from '../../../contract/problems.js';
import type { BudgetOptions, GateName } from '../../../contract/run/requests.js';

type GatePlans = Record<GateName, GatePlan>;

/**
 * Holds a plan against its budget: one that is beyond it, or whose price is unknown, is a problem, or asks at `gate`, the last
 * before money is spent.
 */
export function applyBudget(
  gates: GatePlans,
  { budget, cost, gate }: { budget: BudgetOptions | undefined; cost: CostEstimate; gate: GateName },
): { gates: GatePlans; problems: Problem[] } {
  const finding = budget === undefined ? null : beyondBudget(budget, cost);
  if (finding === null) return { gates, problems: [] };
  if (budget?.ifOver !== 'ask') return { gates, problems: [{ field: 'budget.usd', message: finding }] };
  // A deadline is nobody: money beyond the budget takes a person's yes.
  const asking: GatePlan = { ...gates[gate], rule: 'manual', onDeadline: 'reject', because: finding };
  return { gates: { ...gates, [gate]: asking }, problems: [] };
}

function beyondBudget({ usd }: BudgetOptions, cost: CostEstimate): string | null {
  if (cost.atMost === null) {
    return `${usd} USD can't be held against an unknown price; ${cost.notes.filter((note) => note.includes('unknown')).join('; ')}`;
  }
  if (cost.atMost <= usd) return null;
  const parts = [
    ...(cost.trainingAtMost === null ? [] : [`training ${cost.trainingAtMost} USD`]),
    ...(cost.endpointPerHour === null || cost.endpointHours === 0
      ? []
      : [`endpoint ${cost.endpointPerHour} USD/h for ${cost.endpointHours} h`]),
  ];
  return `${usd} USD is less than what the run may cost at most, ${cost.atMost} USD: ${parts.join(', ')}`;
}
