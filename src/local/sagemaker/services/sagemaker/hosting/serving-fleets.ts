import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Fleet } from './fleet.js';
import type { HostingServices } from './fleet.js';
import type { FleetPlan } from './fleet-plan.js';
import { keepsFleetDown, stageFleet } from './staged-fleet.js';
import type { StagedFleet } from './staged-fleet.js';

/** A fleet that is on its way. */
type Starting = Promise<Fleet>;

/** The running fleets of a region by endpoint: one that serves, and during an update one that gets a share. */
export class ServingFleets {
  readonly #services: HostingServices;
  /** Of unpacked models. */
  readonly #directory: string;
  readonly #closing: AbortSignal;
  readonly #serving = new Map<string, Starting>();
  /** By endpoint: what has it served. */
  readonly #asleep = new Map<string, () => void>();
  readonly #diverted = new Map<string, { readonly fleet: Starting; readonly share: number }>();

  constructor(services: HostingServices, directory: string, closing: AbortSignal) {
    this.#services = services;
    this.#directory = directory;
    this.#closing = closing;
  }

  /** The fleet that answers the next request; while it is being loaded again after a restart, wait for it. */
  of(name: string): Starting | undefined {
    const diverted = this.#diverted.get(name);
    if (!this.#closing.aborted) this.#asleep.get(name)?.();
    return diverted !== undefined && Math.random() < diverted.share ? diverted.fleet : this.#serving.get(name);
  }

  /** The fleet that serves, if one has been started. */
  serving(name: string): Starting | undefined {
    return this.#serving.get(name);
  }

  /** Brings a fleet up; whoever waits for it learns how it ended, and nobody has to. */
  start(name: string, plan: FleetPlan, staged?: StagedFleet): Starting {
    const fleet =
      staged !== undefined && keepsFleetDown(staged)
        ? stageFleet(staged, { endpoint: name, plan, logs: this.#services.logs, closing: this.#closing })
        : Fleet.start(name, plan, this.#directoryOf(plan), this.#services);
    fleet.catch(() => undefined);
    return fleet;
  }

  serve(name: string, fleet: Starting): void {
    this.#asleep.delete(name);
    this.#serving.set(name, fleet);
  }

  /** Nothing serves an endpoint until it is asked: then `wake` has it served. */
  serveWhenAsked(name: string, wake: () => void): void {
    this.#asleep.set(name, wake);
  }

  /** Gives another fleet a share of the requests, 0 to 1. */
  divert(name: string, fleet: Starting, share: number): void {
    this.#diverted.set(name, { fleet, share });
  }

  /** Gives all requests back to the fleet that serves. */
  restore(name: string): void {
    this.#diverted.delete(name);
  }

  /** Lets another fleet serve; the one before ends when it has answered. */
  async takeOver(name: string, fleet: Starting): Promise<void> {
    const before = this.#serving.get(name);
    this.serve(name, fleet);
    this.#diverted.delete(name);
    if (before !== undefined) await this.retire(before);
  }

  /** Ends a fleet once it has answered what it was sent. */
  async retire(fleet: Starting): Promise<void> {
    const running = await fleet.catch(() => undefined);
    if (running === undefined) return;
    await Promise.race([running.idle(), aborted(this.#closing)]);
    await running.close();
  }

  /** Ends what serves an endpoint. */
  async end(name: string): Promise<void> {
    const fleet = this.#serving.get(name);
    this.#asleep.delete(name);
    this.#serving.delete(name);
    if (fleet !== undefined) await closeFleet(fleet);
  }

  async removeFiles(plan: FleetPlan): Promise<void> {
    await rm(this.#directoryOf(plan), { recursive: true, force: true });
  }

  async close(): Promise<void> {
    const diverted = [...this.#diverted.values()].map(({ fleet }) => fleet);
    await Promise.all([...this.#serving.values(), ...diverted].map(closeFleet));
  }

  #directoryOf(plan: FleetPlan): string {
    return join(this.#directory, plan.id);
  }
}

/** Why a fleet did not come up; undefined if it did. */
export async function failureOf(fleet: Starting): Promise<string | undefined> {
  return fleet.then(
    () => undefined,
    (error: Error) => error.message,
  );
}

async function closeFleet(fleet: Starting): Promise<void> {
  await fleet.then(
    (running) => running.close(),
    () => undefined,
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
