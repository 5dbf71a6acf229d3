import { setMaxListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { sageMakerArn } from '../resources/sagemaker-arn.js';
import { nowInSeconds } from '../../../wire/clock.js';
import type { Tag } from '../resources/tag.js';
import { Documents } from '../../../store/documents.js';
import { admitFleet, admitRescaling } from './admission.js';
import type { DeploymentConfig } from './deployment-config.js';
import type { Endpoint } from './stored-endpoint.js';
import { endpointStates } from './endpoint-states.js';
import type { Fleet, HostingServices } from './fleet.js';
import type { FleetPlan } from './fleet-plan.js';
import { finishRollingBack, rollOut } from './roll-out.js';
import type { RollOut } from './roll-out.js';
import { failureOf, ServingFleets } from './serving-fleets.js';
import type { StagedFleet } from './staged-fleet.js';

export interface EndpointsOptions extends HostingServices {
  readonly directory: string;
  /** Of unpacked models. */
  readonly workDirectory: string;
  /** Hears of every change of an endpoint. */
  readonly onEndpoint?: (endpoint: Endpoint, before: Endpoint | undefined) => void;
}

/** The endpoints of one region: their states, and the fleets behind them. */
export class Endpoints {
  readonly #options: EndpointsOptions;
  readonly #documents: Documents<Endpoint>;
  readonly #fleets: ServingFleets;
  readonly #tasks = new Set<Promise<void>>();
  readonly #closing = new AbortController();

  constructor(options: EndpointsOptions) {
    this.#options = options;
    // Every endpoint that is on its way listens: no leak, however many they are.
    setMaxListeners(0, this.#closing.signal);
    this.#documents = new Documents(options.directory, options.onEndpoint);
    this.#fleets = new ServingFleets(options, options.workDirectory, this.#closing.signal);
    for (const endpoint of this.#documents.values()) this.#resume(endpoint);
  }

  all(): Endpoint[] {
    return this.#documents.values();
  }

  find(name: string): Endpoint | undefined {
    return this.#documents.get(name);
  }

  /** The fleet that answers the next request; while it is being loaded again after a restart, wait for it. */
  fleet(name: string): Promise<Fleet> | undefined {
    return this.#fleets.of(name);
  }

  /** @throws ServiceError ResourceLimitExceeded beyond a quota or on demand */
  create(
    name: string,
    fleet: FleetPlan,
    { tags, deployment }: { tags: readonly Tag[]; deployment: DeploymentConfig | undefined },
  ): Endpoint {
    const staged = admitFleet(this.#options.faults, this.all(), { on: 'create', name, plan: fleet, deployment });
    const now = nowInSeconds();
    const arn = sageMakerArn(this.#options.region, 'endpoint', name);
    const times = { creationTime: now, lastModifiedTime: now };
    const how = { ...staged, ...(deployment === undefined ? {} : { deployment }) };
    const endpoint: Endpoint = { name, arn, status: 'Creating', fleet, ...times, tags, ...how };
    this.#documents.put(name, endpoint);
    this.#run(() => this.#bringUp(name));
    return endpoint;
  }

  /** Moves to another fleet. @throws ServiceError ResourceLimitExceeded beyond a quota or on demand */
  update(name: string, update: FleetPlan, deployment?: DeploymentConfig): void {
    const staged = admitFleet(this.#options.faults, this.all(), { on: 'update', name, plan: update, deployment });
    this.#beginUpdate(name, update, { ...staged, ...(deployment === undefined ? {} : { deployment }) });
  }

  /** Takes over other weights and counts of the same fleet. @throws ServiceError ResourceLimitExceeded */
  rescale(name: string, update: FleetPlan): void {
    const { fleet: before, deployment } = this.#get(name);
    admitRescaling(this.#options.faults, this.all(), { before, after: update });
    this.#beginUpdate(name, update, deployment === undefined ? {} : { deployment });
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
    await this.#fleets.close();
  }

  #beginUpdate(name: string, update: FleetPlan, how: Pick<Endpoint, 'staged' | 'deployment'>): void {
    this.#change(name, ({ failureReason: _, staged: __, deployment: ___, ...endpoint }) => ({
      ...endpoint,
      ...how,
      status: 'Updating',
      update,
      updateTime: nowInSeconds(),
    }));
    this.#run(() => rollOut(this.#rollOut(name)));
  }

  #resume({ name, status }: Endpoint): void {
    const steps = {
      'bring up': () => this.#bringUp(name),
      // A dozen encoders that were trained would fill the memory for nobody.
      'reload when asked': () => {
        this.#reloadWhenAsked(name);
        return Promise.resolve();
      },
      'reload and update': async () => {
        await this.#reload(name);
        await rollOut(this.#rollOut(name));
      },
      'reload and roll back': async () => {
        await this.#reload(name);
        await finishRollingBack(this.#rollOut(name));
      },
      'finish deleting': () => this.#tearDown(name),
      nothing: () => Promise.resolve(),
    };
    this.#run(steps[endpointStates[status].afterRestart]);
  }

  async #bringUp(name: string): Promise<void> {
    const { fleet: plan, staged } = this.#get(name);
    const fleet = this.#serveWith(name, plan, staged);
    await this.#pause(this.#options.durations.endpointCreating);
    const failureReason = await failureOf(fleet);
    if (this.#closing.signal.aborted) return;
    if (failureReason !== undefined) await this.#fleets.end(name);
    this.#change(name, (endpoint) =>
      failureReason === undefined
        ? { ...endpoint, status: 'InService' }
        : { ...endpoint, status: 'Failed', failureReason },
    );
  }

  #reloadWhenAsked(name: string): void {
    this.#fleets.serveWhenAsked(name, () => this.#run(() => this.#reload(name)));
  }

  async #reload(name: string): Promise<void> {
    const fleet = this.#serveWith(name, this.#get(name).fleet);
    const failureReason = await failureOf(fleet);
    if (failureReason === undefined || this.#closing.signal.aborted || this.#fleets.serving(name) !== fleet) return;
    await this.#fleets.end(name);
    const { status } = this.#get(name);
    // Another fleet may be on its way.
    if (status === 'Updating' || status === 'RollingBack') this.#reloadWhenAsked(name);
    else this.#change(name, (endpoint) => ({ ...endpoint, status: 'Failed', failureReason }));
  }

  async #tearDown(name: string): Promise<void> {
    const { fleet: plan } = this.#get(name);
    await this.#fleets.end(name);
    await this.#pause(this.#options.durations.endpointDeleting);
    if (this.#closing.signal.aborted) return;
    await this.#fleets.removeFiles(plan);
    this.#documents.delete(name);
  }

  #serveWith(name: string, plan: FleetPlan, staged?: StagedFleet): Promise<Fleet> {
    const fleet = this.#fleets.start(name, plan, staged);
    this.#fleets.serve(name, fleet);
    return fleet;
  }

  #rollOut(name: string): RollOut {
    return {
      name,
      fleets: this.#fleets,
      durations: this.#options.durations,
      closing: this.#closing.signal,
      get: () => this.#get(name),
      change: (update) => this.#change(name, update),
      pause: (milliseconds) => this.#pause(milliseconds),
    };
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
