import { metricRule } from '../../contract/run/gate-rule.js';
import type { GatePlan } from '../../contract/run/plan.js';
import type { Problem } from '../../contract/problems.js';
import type { GateName, GateOptions, GateRule, HostingRequest } from '../../contract/run/requests.js';
import { betterThanLive, defaultGateDeadlineInSeconds, defaultGates, gateNames } from '../../contract/run/requests.js';

/** What the rules of the gates may count on. */
export interface GateGround {
  /** Metrics that the job reports. */
  metrics: readonly string[];
  /** An endpoint may be live already under the name that is deployed to. */
  updates: boolean;
  /** There are rows to score candidate and live model on. */
  heldOut: boolean;
}

/** A gate's history stays short, and so does somebody's patience. */
const mostReminders = 100;

/** Every gate with every default filled in, and what is wrong with what was asked. */
export function resolveGates(
  { gates: asked = {}, gateDeadlineInSeconds = defaultGateDeadlineInSeconds }: HostingRequest,
  ground: GateGround,
): { gates: Record<GateName, GatePlan>; problems: Problem[] } {
  const planned = (name: GateName): GatePlan => planGate(asked[name] ?? defaultGates[name], gateDeadlineInSeconds);
  const gates = { training: planned('training'), deployment: planned('deployment'), traffic: planned('traffic') };
  return {
    gates,
    problems: gateNames.flatMap((name) => [
      ...ruleProblems(name, gates[name].rule, ruleField(name, asked[name]), ground),
      ...timeProblems(`gates.${name}`, gates[name]),
    ]),
  };
}

function planGate(asked: GateRule | GateOptions, deadlineInSeconds: number): GatePlan {
  const options = typeof asked === 'string' ? { rule: asked } : asked;
  return { rule: 'manual', approvers: [], quorum: 1, deadlineInSeconds, onDeadline: 'reject', ...options };
}

const ruleField = (name: GateName, asked: GateRule | GateOptions | undefined): string =>
  typeof asked === 'object' ? `gates.${name}.rule` : `gates.${name}`;

/** A rule may only ask for what is known at its gate: a metric that the training job reports, or a live model and rows to score both on. */
function ruleProblems(gate: GateName, rule: GateRule, field: string, ground: GateGround): Problem[] {
  if (rule === betterThanLive) return comparisonProblems(field, ground);
  const metric = metricRule(rule)?.metric;
  if (metric === undefined) return [];
  if (gate === 'training') {
    return [{ field, message: `"${rule}" asks for a metric before there is one; use auto or manual` }];
  }
  if (ground.metrics.includes(metric)) return [];
  const reported = ground.metrics.length === 0 ? 'nothing is trained here' : `it reports ${ground.metrics.join(', ')}`;
  return [{ field, message: `metric "${metric}" is not reported by this model; ${reported}` }];
}

function comparisonProblems(field: string, { updates, heldOut }: GateGround): Problem[] {
  return [
    ...(updates
      ? []
      : [
          {
            field,
            message: `"${betterThanLive}" needs endpoint.update: without it no model is live to be better than`,
          },
        ]),
    ...(heldOut
      ? []
      : [
          {
            field,
            message: `"${betterThanLive}" needs held-out rows to score both models on; give evaluationData (or validationData)`,
          },
        ]),
  ];
}

/** Reminders and escalation must come before the deadline of the plan: the gate's own, or the request's for all gates. */
function timeProblems(gate: string, plan: GatePlan): Problem[] {
  const { deadlineInSeconds: deadline, remindEveryInSeconds: every, escalateAfterInSeconds: after } = plan;
  const late = `is not before the gate's deadline, ${deadline} s`;
  return [
    ...(every !== undefined && every >= deadline
      ? [{ field: `${gate}.remindEveryInSeconds`, message: `${every} ${late}` }]
      : []),
    ...(every !== undefined && deadline / every > mostReminders
      ? [
          {
            field: `${gate}.remindEveryInSeconds`,
            message: `${every} makes more than ${mostReminders} reminders until the deadline, ${deadline} s; use at least ${Math.ceil(deadline / mostReminders)}`,
          },
        ]
      : []),
    ...(after !== undefined && after >= deadline
      ? [{ field: `${gate}.escalateAfterInSeconds`, message: `${after} ${late}` }]
      : []),
  ];
}
