import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sageMakerArn } from '../account.js';
import { nowInSeconds } from '../api/clock.js';
import type { Tag } from '../api/tags.js';
import { Documents } from '../store/documents.js';
import type { Endpoint } from './endpoint.js';
import { endpointStates } from './endpoint-states.js';
import { Fleet } from './fleet.js';
import type { HostingServices } from './fleet.js';
import type { FleetPlan } from './fleet-plan.js';
import { stageFleet, stagedBy } from './staged-fleet.js';
import type { StagedFleet } from './staged-fleet.js';

export interface EndpointsOptions extends HostingServices {
  readonly region: string;
  readonly directory: string;
  /** Of unpacked models. */
  readonly workDirectory: string;
}

/** The endpoints of one region: their states, and the fleets behind them. */
export class Endpoints {
  readonly #options: EndpointsOptions;
  readonly #documents: Documents<Endpoint>;
  readonly #fleets = new Map<string, Promise<Fleet>>();
  readonly #tasks = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(options: EndpointsOptions) {
    this.#options = options;
    this.#documents = new Documents(options.directory);
    for (const endpoint of this.#documents.values()) this.#resume(endpoint);
  }

  all(): Endpoint[] {
    return this.#documents.values();
  }

  find(name: string): Endpoint | undefined {
    return this.#documents.get(name);
  }

  /** The fleet that answers now; while it is being loaded again after a restart, wait for it. */
  fleet(name: string): Promise<Fleet> | undefined {
    return this.#fleets.get(name);
  }

  create(name: string, fleet: FleetPlan, tags: readonly Tag[]): Endpoint {
    const now = nowInSeconds();
    const arn = sageMakerArn(this.#options.region, 'endpoint', name);
    const times = { creationTime: now, lastModifiedTime: now };
    const staged = stagedBy(this.#options.faults.onEndpoint('create', name));
    const endpoint: Endpoint = { name, arn, status: 'Creating', fleet, ...times, tags, ...staged };
    this.#documents.put(name, endpoint);
    this.#run(() => this.#bringUp(name));
    return endpoint;
  }

  update(name: string, update: FleetPlan): void {
    const staged = stagedBy(this.#options.faults.onEndpoint('update', name));
    this.#change(name, ({ failureReason: _, staged: __, ...endpoint }) => ({
      ...endpoint,
      ...staged,
      status: 'Updating',
      update,
    }));
    this.#run(() => this.#replace(name));
  }

  delete(name: string): void {
    this.#change(name, (endpoint) => ({ ...endpoint, status: 'Deleting' }));
    this.#run(() => this.#tearDown(name));
  }

  setTags(name: string, tags: readonly Tag[]): void {
    this.#change(name, (endpoint) => ({ ...endpoint, tags }));
  }

  /** Ends all containers and leaves every endpoint as it stands. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#tasks);
    await Promise.all([...this.#fleets.values()].map(closeFleet));
  }

  #resume({ name, status }: Endpoint): void {
    const steps = {
      'bring up': () => this.#bringUp(name),
      reload: () => this.#reload(name),
      'reload and update': async () => {
        await this.#reload(name);
        await this.#replace(name);
      },
      'finish deleting': () => this.#tearDown(name),
      nothing: () => Promise.resolve(),
    };
    this.#run(steps[endpointStates[status].afterRestart]);
  }

  async #bringUp(name: string): Promise<void> {
    const { fleet: plan, staged } = this.#get(name);
    const fleet = this.#serveWith(name, plan, staged);
    await this.#pause(this.#options.pace.endpointCreating);
    await this.#settle(name, fleet, (endpoint, failureReason) =>
      failureReason === undefined
        ? { ...endpoint, status: 'InService' }
        : { ...endpoint, status: 'Failed', failureReason },
    );
  }

  async #reload(name: string): Promise<void> {
    await this.#settle(name, this.#serveWith(name, this.#get(name).fleet), (endpoint, failureReason) =>
      failureReason === undefined ? endpoint : { ...endpoint, status: 'Failed', failureReason },
    );
  }

  /** A failed update leaves the endpoint InService with what it had: the old config's name, and the reason beside. */
  async #replace(name: string): Promise<void> {
    const { fleet: old, update: plan, staged } = this.#get(name);
    if (plan === undefined) return;
    if (plan.id === old.id) return this.#rescale(name, plan);
    const before = this.#fleets.get(name);
    const fleet = this.#start(name, plan, staged);
    await this.#pause(this.#options.pace.endpointCreating);
    const failureReason = await failureOf(fleet);
    if (this.#closing.signal.aborted) return closeFleet(fleet);
    if (failureReason === undefined) this.#fleets.set(name, fleet);
    this.#change(name, ({ update: _, ...endpoint }) =>
      failureReason === undefined
        ? { ...endpoint, status: 'InService', fleet: plan }
        : { ...endpoint, status: 'InService', ...(staged?.outcome === 'rolls back' ? {} : { failureReason }) },
    );
    if (failureReason === undefined && before !== undefined) await closeFleet(before);
    await this.#removeFiles(failureReason === undefined ? old : plan);
  }

  async #rescale(name: string, plan: FleetPlan): Promise<void> {
    await this.#pause(this.#options.pace.endpointCreating);
    if (this.#closing.signal.aborted) return;
    (await this.#fleets.get(name)?.catch(() => undefined))?.rescale(plan);
    this.#change(name, ({ update: _, ...endpoint }) => ({ ...endpoint, status: 'InService', fleet: plan }));
  }

  async #tearDown(name: string): Promise<void> {
    const { fleet: plan } = this.#get(name);
    const fleet = this.#fleets.get(name);
    this.#fleets.delete(name);
    if (fleet !== undefined) await closeFleet(fleet);
    await this.#pause(this.#options.pace.endpointDeleting);
    if (this.#closing.signal.aborted) return;
    await this.#removeFiles(plan);
    this.#documents.delete(name);
  }

  /** A fleet that is on its way; whoever waits for it learns how it ended, and nobody has to. */
  #start(name: string, plan: FleetPlan, staged?: StagedFleet): Promise<Fleet> {
    const fleet =
      staged === undefined
        ? Fleet.start(name, plan, this.#directory(plan), this.#options)
        : stageFleet(staged, plan, this.#closing.signal);
    fleet.catch(() => undefined);
    return fleet;
  }

  #serveWith(name: string, plan: FleetPlan, staged?: StagedFleet): Promise<Fleet> {
    const fleet = this.#start(name, plan, staged);
    this.#fleets.set(name, fleet);
    return fleet;
  }

  async #settle(
    name: string,
    fleet: Promise<Fleet>,
    next: (endpoint: Endpoint, failure?: string) => Endpoint,
  ): Promise<void> {
    const failureReason = await failureOf(fleet);
    if (this.#closing.signal.aborted) return;
    if (failureReason !== undefined) this.#fleets.delete(name);
    this.#change(name, (endpoint) => next(endpoint, failureReason));
  }

  #directory(plan: FleetPlan): string {
    return join(this.#options.workDirectory, plan.id);
  }

  async #removeFiles(plan: FleetPlan): Promise<void> {
    await rm(this.#directory(plan), { recursive: true, force: true });
  }

  async #pause(milliseconds: number): Promise<void> {
    await delay(milliseconds, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }

  #run(task: () => Promise<void>): void {
    const running: Promise<void> = task().finally(() => this.#tasks.delete(running));
    this.#tasks.add(running);
  }

  #get(name: string): Endpoint {
    return this.#documents.get(name) as Endpoint;
  }

  #change(name: string, update: (endpoint: Endpoint) => Endpoint): void {
    this.#documents.put(name, { ...update(this.#get(name)), lastModifiedTime: nowInSeconds() });
  }
}

async function failureOf(fleet: Promise<Fleet>): Promise<string | undefined> {
  return fleet.then(
    () => undefined,
    (error: Error) => error.message,
  );
}

async function closeFleet(fleet: Promise<Fleet>): Promise<void> {
  await fleet.then(
    (running) => running.close(),
    () => undefined,
  );
}
