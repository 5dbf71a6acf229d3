import type { InstanceUse, OwnPrices, PriceList } from '../../../contract/price-list.js';
import { priceTable } from './price-table.js';

/** Who is asked for a price, first to last. */
export interface PriceSources {
  readonly own?: OwnPrices;
  /** It bills nothing. */
  readonly isStandIn?: boolean;
  /** AWS's list of the region; left out or null where it could not be had. */
  readonly list?: PriceList | null;
}

/** Which price is wanted. */
export interface PriceOf {
  readonly region: string;
  readonly instanceType: string;
  readonly use: InstanceUse;
}

/** What an instance costs by the hour on demand, and who says so. */
export interface Price {
  /** Null where no source tells it: never guessed. */
  readonly usdPerHour: number | null;
  readonly note: string;
  /** AWS's list is known, and does not have it: what it does not sell can't be started. */
  readonly unsold: boolean;
}

/** The user's own prices go first, then AWS's list, then the package's table of sourced ones. */
export function priceOf(wanted: PriceOf, { own = {}, isStandIn = false, list = null }: PriceSources): Price {
  const { region, instanceType, use } = wanted;
  const known = (usdPerHour: number, source: string): Price => ({
    usdPerHour,
    note: `${instanceType}: ${usdPerHour} USD/h ${source}`,
    unsold: false,
  });
  const given = own[region]?.[instanceType];
  const mine = typeof given === 'object' ? given[use] : given;
  if (mine !== undefined) return known(mine, 'by your own price file');
  if (isStandIn) return { usdPerHour: 0, note: `${instanceType}: free, it is the local stand-in`, unsold: false };
  const listed = list?.prices[instanceType]?.[use];
  if (listed !== undefined) {
    return known(listed, `for ${use} in ${region}, AWS's price list of ${list?.publishedAt.slice(0, 10)}`);
  }
  const row = priceTable.find(
    (entry) => entry.instanceType === instanceType && entry.region === region && entry[use] !== null,
  );
  const sourced = row?.[use] ?? null;
  const unsold = list !== null;
  if (row === undefined || sourced === null) return { usdPerHour: null, note: unknownNote(wanted, list), unsold };
  return { ...known(sourced, `for ${use} in ${region}, ${row.source} as of ${row.date}`), unsold };
}

function unknownNote({ region, instanceType }: PriceOf, list: PriceList | null): string {
  const where = list === null ? '' : ` and not in AWS's price list of ${list.publishedAt.slice(0, 10)}`;
  return `${instanceType}: price in ${region} unknown${where}; give your own in a file (TUNEWRIGHT_PRICES)`;
}

/** Why a type may not be had at all; null where its price is known of AWS, or nobody could be asked. */
export function unsoldWarning(wanted: PriceOf, sources: PriceSources): string | null {
  if (!priceOf(wanted, sources).unsold) return null;
  const { region, instanceType, use } = wanted;
  return `${instanceType} has no price for ${use} in AWS's list of ${region}: it may not be sold there`;
}
