import type { Rung } from '../../contract/run/plan.js';
import type { Spending } from '../../contract/run/results.js';

/** What a run has cost so far, in US dollars at on-demand prices. A type without a known price makes its half unknown, and is named. */
export class SpendingMeter {
  #training: number | null = 0;
  #endpoint: { usdPerHour: number | null; since: number } | null = null;
  #endpointBefore: number | null = 0;
  readonly #notes = new Set<string>();

  /** A job has ended. Spot is billed for less time than it ran; the price per hour of spot is not known before the bill. */
  trained(rung: Rung & { spot?: boolean }, billableTimeInSeconds: number | undefined): void {
    const perHour = this.#priceOf(rung);
    if (billableTimeInSeconds === undefined) this.#notes.add('SageMaker did not tell the billable time of a job');
    if (rung.spot === true) this.#notes.add('spot is counted at the on-demand price: it costs less');
    const cost = perHour === null ? null : (perHour * (billableTimeInSeconds ?? 0)) / 3600;
    this.#training = sum(this.#training, cost);
  }

  /** A job that is stopped is billed too; how long is known only to SageMaker. */
  stopped(): void {
    this.#notes.add('the job that was stopped is not counted');
  }

  /** Instances of an endpoint are billed from now on. */
  endpointStarted(rung: Rung, instanceCount: number, now: number): void {
    this.endpointEnded(now);
    const perHour = this.#priceOf(rung);
    this.#endpoint = { usdPerHour: perHour === null ? null : perHour * instanceCount, since: now };
  }

  endpointEnded(now: number): void {
    this.#endpointBefore = this.#endpointUntil(now);
    this.#endpoint = null;
  }

  at(now: number): Spending {
    return { training: cents(this.#training), endpoint: cents(this.#endpointUntil(now)), notes: [...this.#notes] };
  }

  /** Plans of runs that began before there were prices have none. */
  #priceOf({ instanceType, usdPerHour }: Rung): number | null {
    const price = (usdPerHour as number | null | undefined) ?? null;
    if (price === null) this.#notes.add(`the price of ${instanceType} is not known`);
    return price;
  }

  #endpointUntil(now: number): number | null {
    if (this.#endpoint === null) return this.#endpointBefore;
    const { usdPerHour, since } = this.#endpoint;
    return sum(this.#endpointBefore, usdPerHour === null ? null : (usdPerHour * (now - since)) / 3_600_000);
  }
}

const sum = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

const cents = (amount: number | null): number | null => (amount === null ? null : Math.round(amount * 100) / 100);
