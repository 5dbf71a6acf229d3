import type { LiveEndpoint } from './run/results.js';

/**
 * Messages of the workflow type `endpoint`: one workflow for each live endpoint, id `tunewright-endpoint:NAME`, NAME in lower case, reached by
 * update-with-start. It holds the lease, so that updates of one endpoint run one after the other, the last good config,
 * and the time to live.
 */
export const endpointMessages = {
  /**
   * update {@link LeaseRequest} -> {@link LeaseAnswer}; idempotent by run. With `atOnce` it is answered at once; without, as by earlier
   * versions, once the lease is this run's. With `claim` the run does not wait: who has the name, tells the query.
   */
  lease: 'lease',
  /** signal, and update of earlier versions: {@link LeaseEnd}; a no-op for a run that neither holds the lease nor waits for it. */
  release: 'release',
  /** update {@link Extension} -> {@link EndpointStatus} */
  extend: 'extend',
  /** update {@link Removal} -> {@link EndpointStatus}; the workflow ends once the endpoint is gone. */
  delete: 'delete',
  /** query -> {@link EndpointStatus} */
  status: 'status',
} as const;

/** Id of the workflow that looks after the endpoint of that name, whichever region and account it is in; SageMaker takes names for the same in any case. */
export const endpointWorkflowId = (name: string): string => earlierEndpointWorkflowId(name.toLowerCase());

/** As versions called it that took `Reviews` and `reviews` for two: such a workflow goes on until its endpoint is gone. */
export const earlierEndpointWorkflowId = (name: string): string => `tunewright-endpoint:${name}`;

/** Argument of the workflow. `carried` is only for its own continue-as-new. */
export interface EndpointInput {
  name: string;
  region: string;
  account: string;
  carried?: EndpointState;
}

/** What the workflow knows across continue-as-new. */
export interface EndpointState {
  live: LiveEndpoint | null;
  lastGood: LiveEndpoint | null;
  /** Workflow id of the run that may change the endpoint now. */
  holder: string | null;
  /** First execution of the holder: its id may have been started again since. Left out where an earlier version asked. */
  holderExecution?: string;
  /** Workflow ids of the runs that wait, in their order. */
  waiting: string[];
  /** The holder has claimed the name, and makes the endpoint later; left out: it may be changing the endpoint now. */
  claimed?: true;
  /** ISO 8601. */
  expiresAt: string | null;
  /** What the tag of the endpoint says of `expiresAt`; left out: nothing yet. */
  taggedExpiry?: string | null;
  notes: string[];
  /** Why it is to be deleted once the holder has ended; left out: it is not. */
  removal?: string;
}

/** Argument of the update `lease`: which run wants to change the endpoint, and where it takes the endpoint to be. */
export interface LeaseRequest {
  /** Workflow id of the run. */
  run: string;
  /** Its first execution, so that a run started again is not taken for the one before. */
  execution?: string;
  /** As the run's request writes it; left out: as the workflow does. */
  name?: string;
  region: string;
  account: string;
  /** Answer with the place in the queue rather than wait: a workflow takes 10 open updates, and more runs than that may wait. */
  atOnce?: boolean;
  /** Only where nobody has it or waits for it: of a run that makes the endpoint, which later ones would find there. Answered at once, and never enrolled: also not where the name is kept in other case. */
  claim?: boolean;
}

/** Answer to the update `lease`: granted, or how many runs come before, the holder among them. A workflow of an earlier version grants only. */
export type LeaseAnswer = LeaseGranted | { before: number };

/** The lease is the run's: what to go back to should the change fail; null where nothing has proved good yet. */
export interface LeaseGranted {
  lastGood: LiveEndpoint | null;
}

/** Argument of the update `release`: whose lease ends, and what the run leaves behind. */
export interface LeaseEnd {
  run: string;
  /** Its first execution: the lease of another one goes on. */
  execution?: string;
  /** What the run left live: the new last good config. Absent: nothing changed. */
  live?: LiveEndpoint;
  /** Seconds from now; null: it stays; left out: as before. */
  timeToLiveInSeconds?: number | null;
  /** Config of which the run may have said that it is live, and which it has undone since; also of one that holds no lease any more. */
  undone?: string;
}

/** Argument of the update `extend`: a new time to live, counted from now. */
export interface Extension {
  /** Seconds from now until the endpoint is deleted; null: it stays. */
  timeToLiveInSeconds: number | null;
  by?: string;
}

/** Argument of the update `delete`: who wants the endpoint gone, and why; both are noted. */
export interface Removal {
  by?: string;
  reason?: string;
}

/** Answer of the query `status`. */
export interface EndpointStatus extends EndpointState, Omit<EndpointInput, 'carried'> {
  phase: 'starting' | 'live' | 'deleting' | 'gone';
}
