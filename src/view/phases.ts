import type { PhaseName, RunStatus } from '../contract/run/status.js';
import { phaseNames } from '../contract/run/status.js';

export interface Phase {
  readonly name: PhaseName;
  readonly title: string;
  readonly state: 'done' | 'current' | 'ahead';
}

type Station = Pick<RunStatus, 'type' | 'phase' | 'outcome' | 'resources'>;

const titles: Record<PhaseName, string> = {
  plan: 'Plan',
  train: 'Train',
  approve: 'Approve',
  deploy: 'Deploy',
  test: 'Smoke test',
  done: 'Live',
};

/** The stations of a run in their order, and how far it is. One that only deploys trains nothing. */
export function phases(status: Station): Phase[] {
  const stations = phaseNames.filter((name) => name !== 'train' || status.type === 'fineTune');
  const reached = stations.indexOf(status.phase);
  return stations.map((name, index) => ({
    name,
    title: phaseTitle(name, status),
    state: index < reached || status.outcome === 'done' ? 'done' : index === reached ? 'current' : 'ahead',
  }));
}

/** A run that only trained ends without an endpoint. */
export function phaseTitle(name: PhaseName, { outcome, phase, resources }: Omit<Station, 'type'>): string {
  const ended = phase === 'done' || outcome === 'done';
  return name === 'done' && ended && !resources.some(({ kind }) => kind === 'endpoint') ? 'Done' : titles[name];
}
