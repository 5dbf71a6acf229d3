import { defined } from '../../contract/defined.js';
import { isObject, unknownMembers, withoutNulls } from '../../contract/given.js';
import type { Decision } from '../../contract/messages.js';
import { personFault, personName } from '../../contract/person.js';
import type { GateName } from '../../contract/run/requests.js';
import { gateNames } from '../../contract/run/requests.js';

/** A decision of unknown origin: the Temporal UI sends any JSON. */

const longestText = 2_000;
const members = ['gate', 'decision', 'by', 'reason', 'digest', 'report'];

/** Why the input is no decision, or null. */
export function decisionFault(input: unknown): string | null {
  if (!isObject(input)) return wrongShape;
  const given = withoutNulls(input);
  return unknownMembers(given, members) ?? shapeFault(given) ?? nameFault(given['by']) ?? digestFault(given);
}

/** A decision as it is counted; those from before names were asked for may have none. */
export type Read = Omit<Decision, 'by'> & { by?: string };

/** What a decision without a fault says. */
export function readDecision(input: unknown): Read {
  const { gate, decision, by, reason, digest, report } = withoutNulls(input) as Partial<Decision> & { report?: string };
  return {
    decision: decision === 'reject' ? 'reject' : 'approve',
    ...defined({ gate, reason, digest: digest ?? report, by: by === undefined ? undefined : personName(by) }),
  };
}

/**
 * A signal as it was taken before misspelt members were refused and names asked for: runs under way have taken such signals, and must
 * come to the same when they are replayed.
 */
export function earlierSignal(input: unknown): { fault: string } | { decision: Read } {
  if (!isObject(input)) return { fault: wrongShape };
  const { digest: _unknown, ...known } = input;
  const fault = shapeFault(known);
  return fault === null ? { decision: readDecision(known) } : { fault };
}

/** A signal without an argument is a whole decision; what is no object stays what it is, and is found out. */
export function asDecision(signal: unknown, decision: Decision['decision']): unknown {
  if (signal === undefined || signal === null) return { decision };
  return isObject(signal) ? { ...signal, decision } : signal;
}

/** Why a signal contradicts its own name, or null. */
export function contradiction(signal: unknown, name: Decision['decision']): string | null {
  const said = isObject(signal) ? (signal['decision'] ?? name) : name;
  return said === name ? null : `its name is ${name}, its decision is ${JSON.stringify(said).slice(0, 100)}`;
}

const wrongShape = 'a decision is an object such as {"gate":"deployment","decision":"approve","by":"ana"}';

function shapeFault({ gate, decision, by, reason, report, digest }: Record<string, unknown>): string | null {
  if (decision !== 'approve' && decision !== 'reject') return 'decision must be "approve" or "reject"';
  if (gate !== undefined && !gateNames.includes(gate as GateName)) {
    return `gate must be one of ${gateNames.join(', ')}, or left out`;
  }
  for (const [name, value] of Object.entries({ by, reason, report, digest })) {
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string' || value.length > longestText) {
      return `${name} must be a text of at most ${longestText} characters`;
    }
  }
  return null;
}

function nameFault(by: unknown): string | null {
  if (by === undefined) return 'say who decides: {"by": "your name"}';
  const fault = personFault(by);
  return fault === null ? null : `by ${fault}`;
}

/** `report` is what `digest` was called. */
const digestFault = ({ digest, report }: Record<string, unknown>): string | null =>
  digest !== undefined && report !== undefined && digest !== report
    ? 'digest and report differ; give digest alone'
    : null;
