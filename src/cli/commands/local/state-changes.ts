import type { ResourceState } from '../../../local/sagemaker/index.js';

/** More at a time are only counted: a thousand jobs that start together are not worth a thousand lines. */
const linesAtATime = 20;

/** Says one line for each change of state of a job or an endpoint; what stood there at the beginning is no change. */
export class StateChanges {
  #known: Map<string, ResourceState>;

  constructor(states: readonly ResourceState[]) {
    this.#known = byIdentity(states);
  }

  /** @returns the lines for what has changed since the last call */
  next(states: readonly ResourceState[]): string[] {
    const before = this.#known;
    this.#known = byIdentity(states);
    const changed = [...this.#known].filter(([id, { status }]) => before.get(id)?.status !== status);
    const gone = [...before].filter(([id]) => !this.#known.has(id));
    const lines = [
      ...changed.map(([, state]) => line(state)),
      ...gone.map(([, state]) => line({ ...state, status: 'deleted' })),
    ];
    if (lines.length <= linesAtATime) return lines;
    return [...lines.slice(0, linesAtATime - 1), `and ${lines.length - linesAtATime + 1} more changes of state`];
  }
}

function line({ kind, name, status, failureReason }: ResourceState): string {
  return `${kind} ${name}: ${status}${failureReason === undefined || status === 'deleted' ? '' : ` (${failureReason})`}`;
}

/** A name may be used again after a deletion; an ARN is the same then, the time of creation is not. */
function byIdentity(states: readonly ResourceState[]): Map<string, ResourceState> {
  return new Map(states.map((state) => [`${state.kind} ${state.arn} ${state.creationTime}`, state]));
}
