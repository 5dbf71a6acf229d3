import type { CostEstimate, EarlierRun, Rung } from '../../../contract/run/plan.js';
import type { PriceSources } from './instance-price.js';
import { priceOf } from './instance-price.js';

type PricedRung = Pick<Rung, 'instanceType' | 'usdPerHour'>;

export interface CostInput {
  region: string;
  /** Nothing is billed, but what the user's own prices say. */
  isStandIn?: boolean;
  /** Left out: nothing is trained. */
  training?: {
    rungs: PricedRung[];
    maxRuntimeInSeconds: number;
    /** Billed after the job. */
    keepAlivePeriodInSeconds?: number;
  };
  /** Left out: nothing is deployed. */
  hosting?: { rungs: PricedRung[]; instanceCount: number; timeToLiveInSeconds?: number };
  /** Rows of the data. */
  rows?: number;
  earlier?: EarlierRun | null;
}

/** An endpoint that stays is counted for a day. */
const hoursOfAnEndpointThatStays = 24;

/** What a run can cost at most, on the dearest rung that it may come to. A type without a sourced price is unknown, never guessed. */
export function estimateCost(input: CostInput, asked: Omit<PriceSources, 'isStandIn'> = {}): CostEstimate {
  const { region, isStandIn = false, training, hosting } = input;
  const sources = { ...asked, isStandIn };
  const notes = new Set([
    ...(training?.rungs ?? []).map(
      ({ instanceType }) => priceOf({ region, instanceType, use: 'training' }, sources).note,
    ),
    ...(hosting?.rungs ?? []).map(
      ({ instanceType }) => priceOf({ region, instanceType, use: 'hosting' }, sources).note,
    ),
  ]);

  const trainingSeconds = (training?.maxRuntimeInSeconds ?? 0) + (training?.keepAlivePeriodInSeconds ?? 0);
  const trainingAtMost = times(dearest(training?.rungs), trainingSeconds / 3600);
  const endpointHours =
    hosting === undefined ? 0 : (hoursOf(hosting.timeToLiveInSeconds) ?? hoursOfAnEndpointThatStays);
  const endpointPerHour = times(dearest(hosting?.rungs), hosting?.instanceCount ?? 0);
  const endpointAtMost = times(endpointPerHour, endpointHours);
  const likely = likelyCost(input);
  if (likely !== null) notes.add(likely.note);
  return {
    currency: 'USD',
    trainingAtMost: training === undefined ? null : rounded(trainingAtMost),
    trainingLikely: likely?.usd ?? null,
    // A millionth of a dollar is no price, but what floating point makes of one.
    endpointPerHour: endpointPerHour === null ? null : Number(endpointPerHour.toFixed(6)),
    endpointHours,
    atMost: trainingAtMost === null || endpointAtMost === null ? null : rounded(trainingAtMost + endpointAtMost),
    notes: [...notes],
  };
}

/** Time grows with the rows; epochs and instance type are taken to be alike, which the note lets the reader judge. */
function likelyCost({ earlier, rows, training }: CostInput): { usd: number; note: string } | null {
  const perHour = training?.rungs[0]?.usdPerHour ?? null;
  if (earlier === undefined || earlier === null || perHour === null || !rows || earlier.rows === 0) return null;
  const seconds = earlier.billableTimeInSeconds * (rows / earlier.rows);
  return {
    usd: cents((perHour * seconds) / 3600),
    note: `likely: run ${earlier.run} was billed ${earlier.billableTimeInSeconds} s for ${earlier.rows} rows`,
  };
}

/** Null where one price is unknown: it might be the dearest. Nothing costs nothing. */
function dearest(rungs: PricedRung[] = []): number | null {
  return rungs.reduce<number | null>(
    (most, { usdPerHour }) => (most === null || usdPerHour === null ? null : Math.max(most, usdPerHour)),
    0,
  );
}

const hoursOf = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : seconds / 3600;
const times = (amount: number | null, factor: number): number | null => (amount === null ? null : amount * factor);
const cents = (amount: number): number => Math.round(amount * 100) / 100;
const rounded = (amount: number | null): number | null => (amount === null ? null : cents(amount));
