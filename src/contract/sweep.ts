import type { ResourceKind } from './resources.js';

/** Argument of the workflow type `sweep`: what a terminated or forgotten run left is found by its tags and, on demand, deleted. */
export interface SweepRequest {
  /** AWS region; default: the worker's. A deletion names it. */
  region?: string;
  /** False (default): report only. */
  delete?: boolean;
}

/** A resource that a run made and nobody needs any more, though it stands, and perhaps costs. */
export interface Leftover {
  kind: ResourceKind;
  name: string;
  state: string;
  /** Workflow id of the run that made it. */
  run: string;
  /** First execution of that run; left out where an older version made it. */
  execution?: string;
  /** Why nobody wants it: how its run ended, or that there is no such run. */
  because: string;
  /** It has a run's tags, which others may have set, but no name that a run gives: it is reported, and never deleted. */
  foreign?: true;
}

/** How far a search has come, and what it has to know of what lies behind. */
export interface SweepPlace {
  kind: ResourceKind;
  /** Of the last one that was looked at; milliseconds since 1970. */
  createdAt: number;
  /** All of that kind and time that were looked at. */
  names: string[];
  /** Endpoints found so far that nobody wants: what they stand on is not in use. */
  unwanted: string[];
}

/** A part of what a search finds; `next`: where the rest begins. */
export interface FoundLeftovers extends Omit<SweepResult, 'deleted' | 'kept' | 'unfinished'> {
  next?: SweepPlace;
}

/** What a sweep of one region of one account found, and what it did about it. */
export interface SweepResult {
  region: string;
  account: string;
  /** How many resources of Tunewright were looked at. */
  examined: number;
  leftovers: Leftover[];
  /** Names of those that are gone now; empty for a mere report. */
  deleted: string[];
  /** What could not be deleted, and why. */
  kept: { name: string; reason: string }[];
  /** There are more leftovers than one sweep tells: sweep again. */
  unfinished?: true;
}
