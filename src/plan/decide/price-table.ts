/** One price with where it was read: nothing stands here from memory. */
export interface PriceRow {
  instanceType: string;
  region: string;
  usdPerHour: number;
  page: string;
  /** When the page was read. */
  date: string;
}

/** Small on purpose: prices change, and the user's own file (TUNEWRIGHT_PRICES) goes before it. */
export const priceTable: readonly PriceRow[] = [
  {
    instanceType: 'ml.g4dn.xlarge',
    region: 'us-east-1',
    usdPerHour: 0.736,
    // A secondary source: AWS's own page could not be read when this was written.
    page: 'dropinfinops.com on idle SageMaker endpoints',
    date: '2026-11-23',
  },
];
