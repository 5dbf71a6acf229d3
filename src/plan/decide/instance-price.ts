import { priceTable } from './price-table.js';

/** US dollars per hour by region and instance type. */
export type Prices = Record<string, Record<string, number>>;

/** What an instance costs by the hour on demand, and who says so. */
export interface Price {
  /** Null where no source tells it: never guessed. */
  usdPerHour: number | null;
  note: string;
}

/** The user's own prices go first, then the package's table of sourced ones. A stand-in bills nothing. */
export function priceOf(region: string, instanceType: string, own: Prices = {}, isStandIn = false): Price {
  const given = own[region]?.[instanceType];
  if (given !== undefined) {
    return { usdPerHour: given, note: `${instanceType}: ${given} USD/h by your own price file` };
  }
  if (isStandIn) return { usdPerHour: 0, note: `${instanceType}: free, it is the local stand-in` };
  const row = priceTable.find((entry) => entry.instanceType === instanceType && entry.region === region);
  if (row === undefined) {
    return {
      usdPerHour: null,
      note: `${instanceType}: price in ${region} unknown; give your own in a file (TUNEWRIGHT_PRICES)`,
    };
  }
  return {
    usdPerHour: row.usdPerHour,
    note: `${instanceType}: ${row.usdPerHour} USD/h in ${row.region}, ${row.page}, ${row.date}`,
  };
}
