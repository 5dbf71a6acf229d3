import type { Rung } from '../contract/plan.js';
import type { Spending } from '../contract/results.js';

/** What a run has cost so far, in US dollars at on-demand prices. A type without a known price makes its half unknown, and is named. */
export class SpendingMeter {
  #training: number | null = 0;
  #endpoint: { usdPerHour: number | null; since: number } | null = null;
  #endpointBefore: number | null = 0;
  readonly #notes = new Set<string>();

  /** A job has ended. Spot is billed for less time than it ran; the price per hour of spot is not known before the bill. */
  trained(rung: Rung & { spot?: boolean }, billableTimeInSeconds: number | undefined): void {
    if (rung.usdPerHour == null) this.#notes.add(`the price of ${rung.instanceType} is not known`);
    if (billableTimeInSeconds === undefined) this.#notes.add('SageMaker did not tell the billable time of a job');
    if (rung.spot === true) this.#notes.add('spot is counted at the on-demand price: it costs less');
    const cost = rung.usdPerHour == null ? null : (rung.usdPerHour * (billableTimeInSeconds ?? 0)) / 3600;
    this.#training = sum(this.#training, cost);
  }

  /** Instances of an endpoint are billed from now on. */
  endpointStarted(rung: Rung, instanceCount: number, now: number): void {
    this.endpointEnded(now);
    if (rung.usdPerHour == null) this.#notes.add(`the price of ${rung.instanceType} is not known`);
    this.#endpoint = { usdPerHour: rung.usdPerHour == null ? null : rung.usdPerHour * instanceCount, since: now };
  }

  endpointEnded(now: number): void {
    this.#endpointBefore = this.#endpointUntil(now);
    this.#endpoint = null;
  }

  at(now: number): Spending {
    return { training: cents(this.#training), endpoint: cents(this.#endpointUntil(now)), notes: [...this.#notes] };
  }

  #endpointUntil(now: number): number | null {
    if (this.#endpoint === null) return this.#endpointBefore;
    const { usdPerHour, since } = this.#endpoint;
    return sum(this.#endpointBefore, usdPerHour === null ? null : (usdPerHour * (now - since)) / 3_600_000);
  }
}

const sum = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

const cents = (amount: number | null): number | null => (amount === null ? null : Math.round(amount * 100) / 100);
