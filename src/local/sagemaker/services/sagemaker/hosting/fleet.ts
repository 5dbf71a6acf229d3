import { join } from 'node:path';
import type { Faults } from '../../../faults/faults.js';
import type { LogStore, LogStream } from '../../logs/log-store.js';
import type { StageDurations } from '../resources/stage-durations.js';
import { TransferError } from '../../s3/objects/s3-location.js';
import type { ObjectStore } from '../../s3/objects/object-store.js';
import { ServingContainer } from './serving-container.js';
import type { Invocation, InvocationAnswer } from './serving-container.js';
import type { SharedThreads } from './shared-threads.js';
import type { FleetPlan, VariantPlan } from './fleet-plan.js';
import { fetchModelData } from './model-data.js';

export interface HostingServices {
  readonly region: string;
  readonly objects: ObjectStore;
  readonly logs: LogStore;
  readonly durations: StageDurations;
  readonly faults: Faults;
  /** The JavaScript file that plays the inference image. */
  readonly serveEntry: string;
  /** Of all endpoints. */
  readonly shared: SharedThreads;
}

/** Why a fleet did not come up; the message is the endpoint's FailureReason. */
export class FleetError extends Error {}

/** SageMaker's words for a container that does not get ready. */
export function unhealthy(variant: string): string {
  return `The primary container for production variant ${variant} did not pass the ping health check. Please check CloudWatch logs for this endpoint.`;
}

/** For each variant, however many instances it asks for. The second one comes when a request finds the first one busy. */
const threads = 2;

interface Member {
  plan: VariantPlan;
  readonly containers: ServingContainer[];
  readonly launch: () => ServingContainer;
}

/** The containers behind an endpoint: a small pool for each production variant. */
export class Fleet {
  readonly #members: Member[];
  #closed = false;
  #unanswered = 0;
  readonly #whenIdle: (() => void)[] = [];

  private constructor(members: Member[]) {
    this.#members = members;
  }

  /** Brings a fleet up in `directory/VARIANT`. @throws FleetError */
  static async start(endpoint: string, plan: FleetPlan, directory: string, services: HostingServices): Promise<Fleet> {
    const fleet = new Fleet([]);
    try {
      for (const variant of plan.variants) {
        const modelDirectory = join(directory, variant.name);
        await fetchModelData({ store: services.objects, region: services.region }, variant, modelDirectory);
        const stream = services.logs.create(endpointLogGroup(endpoint), logStreamOf(variant.name, plan));
        const launch = launcher(stream, variant, modelDirectory, services);
        const member = { plan: variant, containers: [launch()], launch };
        fleet.#members.push(member);
        // What is wrong with a model is said by the first, once.
        await member.containers[0]?.ready;
        fleet.#keepUp(member, 0);
      }
      return fleet;
    } catch (cause) {
      await fleet.close();
      const variant = plan.variants[Math.max(0, fleet.#members.length - 1)]?.name ?? '';
      throw new FleetError(cause instanceof TransferError ? cause.message : unhealthy(variant), { cause });
    }
  }

  /** Sends an invocation to the variant asked for, else to one by weight. Undefined: there is no such variant. */
  async invoke(
    invocation: Invocation,
    target?: string,
  ): Promise<{ variant: string; answer: InvocationAnswer } | undefined> {
    const member = target === undefined ? this.#byWeight() : this.#members.find(({ plan }) => plan.name === target);
    if (member === undefined) return undefined;
    this.#unanswered++;
    try {
      const container = this.#idlest(member);
      await container.ready.catch(() => undefined);
      return { variant: member.plan.name, answer: await container.invoke(invocation) };
    } finally {
      this.#unanswered--;
      if (this.#unanswered === 0) for (const resolve of this.#whenIdle.splice(0)) resolve();
    }
  }

  /** Resolves when nobody waits for an answer. */
  idle(): Promise<void> {
    return this.#unanswered === 0 ? Promise.resolve() : new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  /** Takes over the weights of a plan for the same variants. */
  rescale({ variants }: FleetPlan): void {
    for (const member of this.#members) {
      member.plan = variants.find(({ name }) => name === member.plan.name) ?? member.plan;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#members.flatMap(({ containers }) => containers.map((container) => container.close())));
  }

  #byWeight(): Member | undefined {
    const total = this.#members.reduce((sum, { plan }) => sum + plan.weight, 0);
    let at = Math.random() * total;
    return this.#members.find(({ plan }) => (at -= plan.weight) < 0) ?? this.#members[0];
  }

  #idlest(member: Member): ServingContainer {
    const { containers, launch } = member;
    const idlest = containers.reduce((one, other) => (other.load < one.load ? other : one));
    if (idlest.load === 0 || containers.length >= threads) return idlest;
    const another = launch();
    containers.push(another);
    this.#keepUp(member, containers.length - 1);
    return another;
  }

  /** A container that dies in service is started again, as long as it gets ready. */
  #keepUp({ containers, launch }: Member, place: number): void {
    const watch = (container: ServingContainer): void => {
      void container.exited.then(async () => {
        if (this.#closed) return;
        const next = launch();
        containers[place] = next;
        await next.ready.then(
          () => watch(next),
          () => undefined,
        );
      });
    };
    watch(containers[place] as ServingContainer);
  }
}

function launcher(
  stream: LogStream,
  { environment }: VariantPlan,
  modelDirectory: string,
  services: HostingServices,
): () => ServingContainer {
  const { logs, durations, serveEntry, shared } = services;
  const onLine = (line: string): void => logs.append(stream, [line]);
  return () =>
    new ServingContainer({
      entry: serveEntry,
      modelDirectory,
      environment,
      onLine,
      timeout: durations.invocation,
      shared,
    });
}

/** One for each fleet, as each instance of SageMaker has its own: an endpoint made again under its name starts a new one. */
export function logStreamOf(variant: string, { id }: FleetPlan): string {
  return `${variant}/i-${id.replaceAll('-', '').slice(0, 17)}`;
}

export function endpointLogGroup(endpoint: string): string {
  return `/aws/sagemaker/Endpoints/${endpoint}`;
}
