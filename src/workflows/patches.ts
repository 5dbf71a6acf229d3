import { patched, workflowInfo } from '@temporalio/workflow';

let together: 'with test' | 'with lease' | 'without lease' | 'not' | undefined;

/** Asked once, at the beginning of a run: one that came further before this stays as it was. The newest comes first, so that a new run has one marker. */
const howTogether = (): typeof together =>
  (together ??= patched('test-with-wait')
    ? 'with test'
    : patched('lease-with-creation')
      ? 'with lease'
      : patched('steps-together')
        ? 'without lease'
        : 'not');

/** Steps that belong together are one activity, and what a run says of itself goes out with the next step. */
export const takesStepsTogether = (): boolean => howTogether() !== 'not';

/** A new endpoint is leased by the step that makes it; before, by one of its own. */
export const leasesWithCreation = (): boolean => testsWithWait() || howTogether() === 'with lease';

/** An endpoint is tested by the step that waits for it, which also gives the lease back where nothing more is to be asked; before, by steps of their own. */
export const testsWithWait = (): boolean => howTogether() === 'with test';

/** What was patched before `steps-together`. This list is closed: a run that takes steps together may still be older than whatever comes now. */
type OlderThanTogether =
  | 'parked-waits'
  | 'endpoint-lease'
  | 'endpoint-claimed'
  | 'signals-checked'
  | 'look-beside-gate'
  | 'leave-what-is-taken'
  | 'finds-own-config'
  | 'refuse-cron'
  | 'bounded-tries'
  | 'run-memo';

/** Of runs. One that takes steps together is newer than these, and needs no marker for each: two events. */
const since = (name: OlderThanTogether): boolean => (together !== undefined && together !== 'not') || patched(name);

/** Waits for training jobs are woken by name; those of before end by themselves alone. */
export const parksWaits = (): boolean => since('parked-waits');

/** Runs lease the endpoint that they deploy to; those that came so far before there were leases do not. */
export const leasesEndpoints = (): boolean => since('endpoint-lease');

/** The name of a new endpoint is claimed before anything is paid for; runs that came so far before this met another's at CreateEndpoint. */
export const claimsNames = (): boolean => since('endpoint-claimed');

/** Signals with unknown members or without a name are not taken; those that came before did count. */
export const checksSignals = (): boolean => since('signals-checked');

/** What is live is looked at beside the open gate; before, its clock stood still meanwhile, and a failure of the look ended the run. */
export const looksBesideGates = (): boolean => since('look-beside-gate');

/** A sweep of wrong input fails; before, it took what it understood. */
export const refusesWrongSweeps = (): boolean => patched('sweep-checked');

/**
 * A verdict that depends on the execution (a reset gives the run another one), as it was when it was first asked for: true is kept in
 * the history by a marker of that name, so that a replay in a later execution comes to the same.
 */
export const asFirstSeen = (name: string, verdict: () => boolean): boolean =>
  workflowInfo().unsafe.isReplaying ? patched(name) : verdict() && patched(name);

/** What a creation refused as another's is not undone; runs that came so far before this was so asked for its deletion. */
export const leavesWhatIsTaken = (): boolean => since('leave-what-is-taken');

/** The end of an endpoint's time to live also stands in a tag; workflows that came so far before this wrote none. */
export const tagsExpiry = (): boolean => patched('expiry-tagged');

/** A run whose own config is live goes on from there, and never takes it for what it replaces; runs that came so far before this did. */
export const findsOwnConfig = (): boolean => since('finds-own-config');

/** Runs with a cron schedule are refused; an execution of one that came so far before this goes on. */
export const refusesCron = (): boolean => since('refuse-cron');

/** The workflow of an endpoint goes on as a new one also while a run holds the lease; earlier ones did only when nobody did. */
export const renewsWhileLeased = (): boolean => patched('endpoint-renewed-while-leased');

/** The tries over all instance types have a bound; earlier runs went on until the server ended them. */
export const boundsTries = (): boolean => since('bounded-tries');

/** What a list shows of a run stands in its memo, and its endpoint is named before the gate; runs that came so far before this said neither. */
export const keepsMemo = (): boolean => since('run-memo');

/** A watcher whom many processes tell of waits goes on as a new one the sooner; earlier ones counted rounds alone. */
export const renewsByHistory = (): boolean => patched('watcher-renewed-by-history');
