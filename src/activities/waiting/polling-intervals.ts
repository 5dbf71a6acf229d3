/** How often the waiting activities look, and how long they wait; all in milliseconds. */
export interface PollingIntervals {
  /** First look after a change of state; grows by half each time. */
  shortestPoll: number;
  longestPoll: number;
  /** The longest pause while the log of a training job is read meanwhile, and would tell of its end. */
  longestWithLog: number;
  /** The longest pause between two readings of that log, while no more than five are read. */
  log: number;
  /** Between two lists of all that is waited for, while many wait. */
  shortestList: number;
  /** The same for a single wait. */
  longestList: number;
  /** One attempt waits this long, then hands over to whichever worker is free. */
  attempt: number;
  /** A look may last so long beyond its attempt's time, queueing for its turn: less than the server allows. */
  overtime: number;
  heartbeat: number;
  /** A wait that is parked looks by itself after so long, where a watcher wakes it. */
  parked: number;
  /** The same where none does, and few wait. */
  parkedUnwatched: number;
  /** A watcher that does its work is not asked again for so long. */
  watcherBelieved: number;
  /** Between two looks at who waits. */
  watcherRefresh: number;
  /** Between two looks at a live endpoint, which only tell whether it is still there. */
  presenceCheck: number;
  /** For so long "not found" must hold until it is believed: a killed worker's request to create the thing may still be on its way. */
  absenceGracePeriod: number;
  /** For so long AWS must have refused the looks of a wait until that ends it: policies are mended, and reach all of AWS only after a while. */
  denialGracePeriod: number;
}

/** How many waits for training jobs a process holds, of one account and region, where nothing else is said. */
export const defaultHeldWaits = 200;

/** How a process waits. */
export interface Patience {
  readonly pollingIntervals: PollingIntervals;
  /** More waits for training jobs than these are parked: no slot, no heartbeat, until somebody wakes them. */
  readonly heldWaits?: number;
  /** This process's part of what AWS may be asked; left out: all of it. */
  readonly rateShare?: number;
  /** Aborted when this process has been asked to leave: waits go on elsewhere at once, everything else is finished here. */
  readonly leaving?: AbortSignal;
}

/** How the waiting activities of a worker look where nothing else is said, in milliseconds. */
export const defaultPollingIntervals: PollingIntervals = {
  shortestPoll: 1_000,
  longestPoll: 30_000,
  longestWithLog: 120_000,
  log: 5_000,
  shortestList: 2_100,
  longestList: 10_000,
  attempt: 600_000,
  overtime: 60_000,
  heartbeat: 5_000,
  parked: 3_600_000,
  parkedUnwatched: 30_000,
  watcherBelieved: 60_000,
  watcherRefresh: 20_000,
  absenceGracePeriod: 10_000,
  // Less than `attempt`, since each attempt counts anew.
  denialGracePeriod: 300_000,
  presenceCheck: 300_000,
};
