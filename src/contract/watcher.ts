/** Argument of the workflow `watcher`: there is one for each account and region, while more runs wait than the workers hold. */
export interface WatcherInput {
  readonly region: string;
  readonly account: string;
}

/** signal, without an argument: somebody waits. A watcher that heard it goes on for another round. */
export const watcherSignal = 'waiting';

/** Id of the workflow. */
export const watcherWorkflowId = ({ account, region }: WatcherInput): string =>
  `tunewright-watcher:${account}:${region}`;

/** The activity by whose id a waiting run is woken. */
export const watchActivityId = 'watch';

/** Result of a wait that somebody woke: it is to look, and then to wait again. */
export interface Woken {
  readonly woken: true;
}

/** Heartbeat of the watcher's activity, by which workers know that it does its work. */
export interface WatcherState {
  /** Milliseconds since 1970, of the last list that came through; null before the first. */
  readonly listedAt: number | null;
  /** How many runs wait, as far as Temporal's lists show them. */
  readonly waiting: number;
}
