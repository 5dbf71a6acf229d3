import type { GatePlan, HostingDecision } from '../../contract/run/plan.js';
import type { GateName, GateRule } from '../../contract/run/requests.js';
import { defaultGates, gateNames } from '../../contract/run/requests.js';

/** Members of a plan as runs recorded them that were planned before gates were processes. */
interface EarlierPlan {
  gates: Record<GateName, GateRule | GatePlan>;
  gateDeadlineInSeconds: number;
  smokeTest: { texts?: string[] };
}

/** The plan as today's code reads it, whenever it was made: a run may wait at a gate for months. */
export function asOfToday<P extends HostingDecision>(plan: P): P {
  const earlier = plan as unknown as EarlierPlan;
  const gates = gateNames.map((name) => [name, gateOf(earlier, name)] as const);
  const { texts } = earlier.smokeTest;
  return {
    ...plan,
    gates: Object.fromEntries(gates) as Record<GateName, GatePlan>,
    ...(texts === undefined
      ? {}
      : {
          deploy: true,
          smokeTest: {
            samples: texts.map((text) => ({ text })),
            maxLatencyInMilliseconds: 10_000,
            minimumAgreement: null,
          },
        }),
  };
}

function gateOf({ gates, gateDeadlineInSeconds }: EarlierPlan, name: GateName): GatePlan {
  const gate = (gates as Partial<typeof gates>)[name] ?? defaultGates[name];
  if (typeof gate !== 'string') return gate;
  return { rule: gate, approvers: [], quorum: 1, deadlineInSeconds: gateDeadlineInSeconds, onDeadline: 'reject' };
}
