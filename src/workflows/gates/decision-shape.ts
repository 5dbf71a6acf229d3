import { defined } from '../../contract/defined.js';
import type { Decision } from '../../contract/messages.js';
import type { GateName } from '../../contract/requests.js';
import { gateNames } from '../../contract/requests.js';

const longestText = 2_000;

/** Checks a decision of unknown origin (the Temporal UI sends any JSON); returns it, or why it is none. */
export function parseDecision(input: unknown): { decision: Decision } | { fault: string } {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { fault: 'a decision is an object such as {"gate":"deployment","decision":"approve","by":"ana"}' };
  }
  const { gate, decision, by, reason, report } = input as Record<string, unknown>;
  if (decision !== 'approve' && decision !== 'reject') return { fault: 'decision must be "approve" or "reject"' };
  if (gate !== undefined && !gateNames.includes(gate as GateName)) {
    return { fault: `gate must be one of ${gateNames.join(', ')}, or left out` };
  }
  for (const [name, value] of Object.entries({ by, reason, report })) {
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string' || value.length > longestText) {
      return { fault: `${name} must be a text of at most ${longestText} characters` };
    }
  }
  return {
    decision: {
      decision,
      ...defined({ gate: gate as GateName | undefined }),
      ...(typeof by === 'string' ? { by } : {}),
      ...(typeof reason === 'string' ? { reason } : {}),
      ...(typeof report === 'string' ? { report } : {}),
    },
  };
}

/** A signal without an argument is a whole decision; what is no object stays what it is, and is found out. */
export function asDecision(signal: unknown, decision: Decision['decision']): unknown {
  if (signal === undefined || signal === null) return { decision };
  return typeof signal === 'object' && !Array.isArray(signal) ? { ...signal, decision } : signal;
}
