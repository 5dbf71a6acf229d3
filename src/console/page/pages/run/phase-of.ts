import type { Gate, RunPhase, RunView } from '../../../api/index.js';

export const isOpen = ({ state }: Gate): boolean => state === 'open';

/** The word for where it stands: how it ended, else the station, which is the gate while one is open. */
export function phaseOf({ outcome, gates, phases }: RunView): RunPhase | null {
  if (outcome !== null && outcome !== 'running') return outcome;
  if (gates.some(isOpen)) return 'approve';
  return phases.find(({ state }) => state === 'current')?.name ?? null;
}
