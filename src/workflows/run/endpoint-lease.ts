import type { EndpointKey, Lease } from '../../contract/activities.js';
import type { LeaseEnd, LeaseGranted } from '../../contract/endpoint-workflow.js';
import { defined } from '../../contract/defined.js';
import type { RunIdentity } from '../../contract/run/plan.js';
import { CancellationScope } from '@temporalio/workflow';
import { activities } from '../activity-options.js';

/** The right to change one endpoint, for as long as a run needs it; the workflow `endpoint` gives it to one run at a time. */
export class EndpointLease {
  readonly #run: Required<Pick<LeaseEnd, 'run' | 'execution'>>;
  #key: EndpointKey | null = null;
  /** Config of what a step may have said to be live when it gave the lease back. */
  #said: string | undefined;

  constructor({ workflowId, firstExecutionRunId }: RunIdentity) {
    this.#run = { run: workflowId, execution: firstExecutionRunId };
  }

  /** Waits until it is this run's turn. */
  async acquire(key: EndpointKey): Promise<LeaseGranted> {
    this.#key = key;
    return activities('lease', `Lease endpoint ${key.name}`).leaseEndpoint({ key, ...this.#run });
  }

  /** Of an endpoint that a step makes: the step takes the lease first. */
  withStep(key: EndpointKey): Lease {
    this.#key = key;
    return { key, ...this.#run };
  }

  /** Of a step that gives it back at its end; where it did, `released` is to be told. */
  endWithStep(end: Required<Pick<LeaseEnd, 'live' | 'timeToLiveInSeconds'>>): LeaseEnd {
    this.#said = end.live.configName;
    return { ...this.#run, ...end };
  }

  released(): void {
    this.#key = null;
    this.#said = undefined;
  }

  /** At once or not at all: of an endpoint that is to be made, before anything is paid for. */
  async claim(key: EndpointKey): Promise<void> {
    this.#key = key;
    await activities('lease', `Claim the name ${key.name}`).leaseEndpoint({ key, ...this.#run, claim: true });
  }

  /** Gives it back, also in a cancelled run, and where it was only being waited for. A no-op for who holds none. */
  async release(end: Omit<LeaseEnd, 'run' | 'execution'> = {}): Promise<void> {
    const key = this.#key;
    if (key === null) return;
    const undone = end.live === undefined ? this.#said : undefined;
    this.released();
    await CancellationScope.nonCancellable(() =>
      activities('cleanUp', `Release endpoint ${key.name}`).releaseEndpoint({
        key,
        end: { ...this.#run, ...end, ...defined({ undone }) },
      }),
    );
  }
}
