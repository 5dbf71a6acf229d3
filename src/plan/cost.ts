import type { CostEstimate, EarlierRun } from '../contract/plan.js';
import { priceTable } from './price-table.js';

/** US dollars per hour by region and instance type. */
export type Prices = Record<string, Record<string, number>>;

export interface CostInput {
  region: string;
  /** Of the first rungs. */
  trainingInstanceType?: string;
  maxRuntimeInSeconds?: number;
  endpointInstanceType: string;
  endpointInstanceCount: number;
  /** Rows of the data. */
  rows?: number;
  earlier?: EarlierRun | null;
}

/** What a run can cost at most. A type without a sourced price is unknown, never guessed; the user's own prices go first. */
export function estimateCost(input: CostInput, own: Prices = {}): CostEstimate {
  const notes: string[] = [];
  const price = (instanceType: string): number | null => {
    const given = own[input.region]?.[instanceType];
    if (given !== undefined) {
      notes.push(`${instanceType}: ${given} USD/h by your own price file`);
      return given;
    }
    const row = priceTable.find((entry) => entry.instanceType === instanceType && entry.region === input.region);
    notes.push(
      row === undefined
        ? `${instanceType}: price in ${input.region} unknown; give your own in a file (TUNEWRIGHT_PRICES)`
        : `${instanceType}: ${row.usdPerHour} USD/h in ${row.region}, ${row.page}, ${row.date}`,
    );
    return row?.usdPerHour ?? null;
  };
  const training = input.trainingInstanceType === undefined ? null : price(input.trainingInstanceType);
  const endpoint = price(input.endpointInstanceType);
  return {
    currency: 'USD',
    trainingAtMost: training === null ? null : cents((training * (input.maxRuntimeInSeconds ?? 0)) / 3600),
    trainingLikely: likely(input, training, notes),
    endpointPerHour: endpoint === null ? null : endpoint * input.endpointInstanceCount,
    notes: [...new Set(notes)],
  };
}

/** Time grows with the rows; epochs and instance type are taken to be alike, which the note lets the reader judge. */
function likely({ earlier, rows }: CostInput, perHour: number | null, notes: string[]): number | null {
  if (earlier === undefined || earlier === null || perHour === null || !rows || earlier.rows === 0) return null;
  const seconds = earlier.billableTimeInSeconds * (rows / earlier.rows);
  notes.push(`likely: run ${earlier.run} was billed ${earlier.billableTimeInSeconds} s for ${earlier.rows} rows`);
  return cents((perHour * seconds) / 3600);
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;
