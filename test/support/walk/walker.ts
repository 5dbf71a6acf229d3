import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WorkflowExecutionDescription, WorkflowHandle } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import { defined } from '../../../src/contract/defined.js';
import type { EndpointStatus } from '../../../src/contract/endpoint-workflow.js';
import { endpointMessages, endpointWorkflowId } from '../../../src/contract/endpoint-workflow.js';
import { messageNames } from '../../../src/contract/messages.js';
import type { GateStatus, RunStatus } from '../../../src/contract/run/status.js';
import type { SweepResult } from '../../../src/contract/sweep.js';
import { workflowTypes } from '../../../src/contract/workflow-types.js';
import type { Clients } from '../../local/sagemaker/local-sagemaker.js';
import { Doors } from './doors.js';
import { deleteByHand, empty, holdingsOf } from './holdings.js';
import type { Execution } from './journal.js';
import { Journal } from './journal.js';
import { requestOf } from './request.js';
import type { WalkStack } from './stack.js';
import type { Start, Step } from './steps.js';
import { endpointNames } from './steps.js';

/** How long a step is given to come to rest; after that the next one comes all the same. */
const restMilliseconds = 6_000;
/** Far more than one takes: cores may be busy with something else. */
const longestSweepMilliseconds = 120_000;

/** How an execution ended, as Temporal and as it says itself. */
export interface Ended {
  readonly execution: Execution;
  readonly status: string;
  readonly notes: readonly string[];
}

/** Goes the steps of one walk, in a region and with a worker of its own. */
export class Walker {
  readonly journal = new Journal();
  readonly executions: Execution[] = [];
  /** Configs and models that are gone since the walk deleted them. */
  readonly deletedByHand = new Set<string>();
  readonly clients: Clients;
  readonly region: string;
  readonly #name: string;
  readonly #stack: WalkStack;
  readonly #doors = new Doors(this.journal);
  /** Runs whose job goes on until somebody stops it. */
  readonly #trainsLong = new Set<string>();
  #worker: { readonly worker: Worker; readonly ended: Promise<void> } | null = null;

  constructor(stack: WalkStack, name: string, region: string) {
    this.#stack = stack;
    this.#name = name;
    this.region = region;
    this.clients = stack.clientsIn(region);
  }

  /** Of an endpoint or a run, as Temporal and SageMaker know it. */
  nameOf(short: string): string {
    return `${this.#name}-${short}`;
  }

  async begin(): Promise<void> {
    this.#doors.dying = false;
    const worker = await this.#stack.worker(this.#name, this.#doors.around(this.#stack.activities));
    this.#worker = { worker, ended: worker.run() };
  }

  /** As if its process were killed: what its activities have done, nobody hears of. */
  async end(): Promise<void> {
    this.#doors.dying = true;
    this.#worker?.worker.shutdown();
    await this.#worker?.ended;
    this.#worker = null;
  }

  /** Ends whatever goes on, and empties the region. */
  async clear(): Promise<void> {
    this.#doors.letAllGo();
    const ids = [
      ...this.executions.map(({ workflowId }) => workflowId),
      ...endpointNames.map((name) => endpointWorkflowId(this.nameOf(name))),
    ];
    await Promise.all(ids.map((id) => ignoring(this.#client.getHandle(id).terminate())));
    await this.end();
    await empty(this.clients);
  }

  async take(step: Step): Promise<void> {
    await this.#do(step);
    if (step.hasty !== true) await this.rest(restMilliseconds);
  }

  async #do(step: Step): Promise<void> {
    switch (step.do) {
      case 'start':
        return this.#start(step);
      case 'reset':
        return this.#reset(step);
      case 'cancel':
        return ignoring(this.handle(step.run).cancel());
      case 'terminate':
        return ignoring(this.handle(step.run).terminate());
      case 'let go':
        return this.#doors.letGo(this.nameOf(step.run));
      case 'approve':
      case 'reject':
        return this.decide(this.handle(step.run), step.do);
      case 'delete by hand':
        return this.#deleteByHand(step);
      case 'delete':
        return this.#delete(this.nameOf(step.endpoint));
      case 'kill the worker':
        await this.end();
        return this.begin();
      case 'sweep':
        await this.sweep(true);
    }
  }

  handle(run: string): WorkflowHandle {
    return this.#client.getHandle(this.nameOf(run));
  }

  async #start(step: Start): Promise<void> {
    const workflowId = this.nameOf(step.run);
    if (step.hold !== undefined) this.#doors.plan(workflowId, step.hold);
    const type = step.kind === 'deploy' ? 'deploy' : 'fineTune';
    const args = [requestOf(step, this.region, this.nameOf(step.endpoint))];
    try {
      const { firstExecutionRunId } = await this.#client.start(type, { taskQueue: this.#name, workflowId, args });
      this.executions.push({ workflowId, firstExecutionRunId, runIds: [firstExecutionRunId] });
      if (step.long === true) this.#trainsLong.add(workflowId);
      else this.#trainsLong.delete(workflowId);
    } catch {
      // It is running: Temporal takes no second one of the id.
    }
  }

  async #reset({ run, to, hold }: Extract<Step, { do: 'reset' }>): Promise<void> {
    const workflowId = this.nameOf(run);
    const execution = this.executions.findLast((each) => each.workflowId === workflowId);
    if (execution === undefined) return;
    const { events = [] } = await this.handle(run).fetchHistory();
    const tasks = (events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes);
    const task = tasks[Math.floor(to * tasks.length)]?.eventId;
    if (task === undefined || task === null) return;
    if (hold !== undefined) this.#doors.plan(workflowId, hold);
    const { client } = this.#stack.temporal;
    const { runId } = await client.workflowService.resetWorkflowExecution({
      namespace: client.options.namespace,
      workflowExecution: { workflowId },
      reason: 'a walk',
      requestId: randomUUID(),
      workflowTaskFinishEventId: task,
    });
    execution.runIds.push(runId);
  }

  /** On what is asked now: after a reset a decision has to name it. */
  async decide(run: WorkflowHandle, decision: 'approve' | 'reject'): Promise<void> {
    for (const { gate, digest } of await openGates(run).catch(() => [])) {
      const decided = defined({ decision, gate, digest, by: 'walker' });
      await ignoring(run.executeUpdate(messageNames.decide, { args: [decided] }));
    }
  }

  async #deleteByHand({ what, endpoint }: Extract<Step, { do: 'delete by hand' }>): Promise<void> {
    const name = this.nameOf(endpoint);
    const { endpoints, configs } = await holdingsOf(this.clients);
    const config = endpoints.find((each) => each.name === name)?.config ?? '';
    const [model = ''] = configs.get(config) ?? [];
    const victim = { endpoint: name, 'endpoint config': config, model }[what];
    if (!(await deleteByHand(this.clients, what, victim))) return;
    if (what !== 'endpoint') this.deletedByHand.add(victim);
    else {
      // A look that is under way may have seen it still.
      await pause(30);
      this.journal.note({ what: 'deleted by hand', endpoint: name });
    }
  }

  async #delete(endpoint: string): Promise<void> {
    const keeper = this.#client.getHandle(endpointWorkflowId(endpoint));
    await ignoring(
      keeper
        .executeUpdate<EndpointStatus, [object]>(endpointMessages.delete, { args: [{ by: 'walker' }] })
        .then(({ holder }) => this.journal.note({ what: 'to be deleted', endpoint, holder })),
    );
  }

  /** Null: it did not come to its end in time. */
  async sweep(deletes: boolean): Promise<SweepResult | null> {
    const run = await this.#client.start(workflowTypes.sweep, {
      taskQueue: this.#name,
      workflowId: `${this.#name}-sweep-${randomUUID()}`,
      args: [{ region: this.region, delete: deletes }],
    });
    return Promise.race([run.result() as Promise<SweepResult>, pause(longestSweepMilliseconds, null)]);
  }

  async endOf(execution: Execution): Promise<Ended> {
    const life = this.#client.getHandle(execution.workflowId, execution.runIds.at(-1));
    const { status } = await life.describe();
    const notes = await life.query<RunStatus>(messageNames.status).then(
      (answer) => answer.notes,
      (error: { cause?: Error }) => {
        // Ended by force before it began, it has nothing to say.
        if (error.cause?.message.includes('before WorkflowTaskStarted') === true) return [];
        throw error;
      },
    );
    return { execution, status: status.name, notes };
  }

  /** Brings everything to its end that has not come there. @returns what does not come to an end, in sentences */
  async settle(milliseconds: number): Promise<string[]> {
    const until = Date.now() + milliseconds;
    for (;;) {
      this.#doors.letAllGo();
      const open = [...(await this.#openRuns()), ...(await this.#openKeepers()), ...(await this.#openResources())];
      if (open.length === 0 || Date.now() > until) return open;
      await pause(250);
    }
  }

  /** Runs that go on, which are pushed: an open gate is approved, and a training that does not end is cancelled. */
  async #openRuns(): Promise<string[]> {
    const open: string[] = [];
    for (const id of new Set(this.executions.map(({ workflowId }) => workflowId))) {
      const run = this.#client.getHandle(id);
      const description = await run.describe();
      if (description.status.name !== 'RUNNING') continue;
      const pending = pendingOf(description);
      open.push(`run ${id} goes on${pending.length === 0 ? '' : `, in ${pending.join(', ')}`}`);
      if (pending.includes('watchTrainingJob') && this.#trainsLong.has(id)) await ignoring(run.cancel());
      else if (pending.length === 0 && (await openGates(run)).length > 0) await this.decide(run, 'approve');
    }
    return open;
  }

  async #openKeepers(): Promise<string[]> {
    const { endpoints } = await holdingsOf(this.clients);
    const open: string[] = [];
    for (const name of endpointNames.map((short) => this.nameOf(short))) {
      const keeper = await this.keeper(name);
      if (keeper === null) continue;
      const { holder, waiting, removal, live, phase } = keeper;
      const stands = endpoints.some((endpoint) => endpoint.name === name);
      if (holder !== null) open.push(`${name} is leased by ${holder}`);
      else if (waiting.length > 0) open.push(`${waiting.join(', ')} wait for ${name}, which nobody holds`);
      else if (removal !== undefined || phase !== 'live') open.push(`the workflow of ${name} is ${phase}`);
      else if (live !== null && !stands) open.push(`the workflow of ${name} does not see that it is gone`);
    }
    return open;
  }

  async #openResources(): Promise<string[]> {
    const { endpoints, jobs } = await holdingsOf(this.clients);
    return [
      ...endpoints.filter(({ state }) => /ing$/.test(state)).map(({ name, state }) => `endpoint ${name} is ${state}`),
      ...jobs.filter(({ state }) => state === 'Stopping').map(({ name, state }) => `job ${name} is ${state}`),
    ];
  }

  /** Waits until every run has ended or stands still; @returns the runs that go on */
  async rest(milliseconds: number): Promise<string[]> {
    const until = Date.now() + milliseconds;
    for (;;) {
      const going = await this.#going();
      if (going.length === 0 || Date.now() > until) return going;
      await pause(200);
    }
  }

  async #going(): Promise<string[]> {
    const ids = [...new Set(this.executions.map(({ workflowId }) => workflowId))];
    const still = await Promise.all(ids.map((id) => this.#isStill(this.#client.getHandle(id))));
    return ids.filter((_, index) => still[index] === false);
  }

  async #isStill(run: WorkflowHandle): Promise<boolean> {
    const description = await run.describe();
    if (description.status.name !== 'RUNNING' || this.#doors.isHeld(run.workflowId)) return true;
    const [pending] = pendingOf(description);
    if (pending === 'leaseEndpoint') return this.#waitsForStill(run.workflowId);
    if (pending === 'watchTrainingJob') return this.#trainsLong.has(run.workflowId);
    return (await openGates(run)).length > 0;
  }

  /** It waits in a queue; whoever is before it is looked at for itself. */
  async #waitsForStill(run: string): Promise<boolean> {
    const keepers = await Promise.all(endpointNames.map((name) => this.keeper(this.nameOf(name))));
    return keepers.some((keeper) => keeper?.waiting.includes(run) === true && keeper.holder !== null);
  }

  /** What the workflow of an endpoint says; null where none is running. */
  async keeper(endpoint: string): Promise<EndpointStatus | null> {
    const handle = this.#client.getHandle(endpointWorkflowId(endpoint));
    const found = await handle.describe().catch(() => null);
    return found?.status.name === 'RUNNING' ? handle.query<EndpointStatus>(endpointMessages.status) : null;
  }

  get #client() {
    return this.#stack.temporal.client.workflow;
  }
}

const openGates = async (run: WorkflowHandle): Promise<GateStatus[]> =>
  (await run.query<RunStatus>(messageNames.status)).gates.filter(({ state }) => state === 'open');

const ignoring = (call: Promise<unknown>): Promise<void> =>
  call.then(
    () => undefined,
    () => undefined,
  );

const pendingOf = ({ raw }: WorkflowExecutionDescription): string[] =>
  (raw.pendingActivities ?? []).map(({ activityType }) => activityType?.name ?? '');
