/** What an instance is used for: each is a price of its own. */
export type InstanceUse = 'training' | 'hosting';

/** The user's own: US dollars an hour by region and instance type, for whatever it is used for or for each use. */
export type OwnPrices = Record<string, Record<string, number | Partial<Record<InstanceUse, number>>>>;

/** AWS's own prices of a region. Plain JSON. */
export interface PriceList {
  readonly region: string;
  /** ISO 8601, by AWS. */
  readonly publishedAt: string;
  /** ISO 8601: when it was read. */
  readonly readAt: string;
  /** US dollars an hour by instance type, for each use that it is sold for. */
  readonly prices: Readonly<Record<string, Partial<Readonly<Record<InstanceUse, number>>>>>;
}
