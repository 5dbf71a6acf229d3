import type { InstanceUse, PriceList } from '../../contract/price-list.js';

/** The members of AWS's offer file that are read: https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/AmazonSageMaker/… */
interface OfferFile {
  readonly publicationDate?: string;
  readonly products?: Readonly<Record<string, Product>>;
  readonly terms?: { readonly OnDemand?: Readonly<Record<string, TermsOfProduct>> };
}

export interface Product {
  readonly attributes?: Readonly<Record<string, string>>;
}

export type TermsOfProduct = Readonly<Record<string, Term>>;

interface Term {
  readonly priceDimensions?: Readonly<
    Record<string, { readonly unit?: string; readonly pricePerUnit?: { USD?: string } }>
  >;
}

const uses: Readonly<Record<string, InstanceUse>> = { Training: 'training', Hosting: 'hosting' };

/** The prices of instances out of an offer file of SageMaker in one region. @throws for what is no such file */
export function pricesOf(offers: unknown, region: string, readAt: string): PriceList {
  const { publicationDate, products = {}, terms } = offers as OfferFile;
  const prices: Record<string, Partial<Record<InstanceUse, number>>> = {};
  for (const [sku, { attributes = {} }] of Object.entries(products)) {
    const { component = '', instanceName = '', regionCode = region, locationType = 'AWS Region' } = attributes;
    const use = uses[component];
    if (use === undefined || regionCode !== region || locationType !== 'AWS Region') continue;
    if (!/^ml\.[a-z\d-]+\.[a-z\d]+$/.test(instanceName)) continue;
    const usd = hourly(Object.values(terms?.OnDemand?.[sku] ?? {}));
    if (usd === null) continue;
    // Where there are several, a bound has to hold for all of them.
    const before = prices[instanceName]?.[use] ?? 0;
    prices[instanceName] = { ...prices[instanceName], [use]: Math.max(before, usd) };
  }
  if (publicationDate === undefined || Object.keys(prices).length === 0)
    throw new TypeError('no price list of SageMaker');
  return { region, publishedAt: publicationDate, readAt, prices };
}

/** Null for what is not sold by the hour, and for spot, whose rate is nothing. */
function hourly(terms: readonly Term[]): number | null {
  const dimensions = terms.flatMap(({ priceDimensions = {} }) => Object.values(priceDimensions));
  const hours = dimensions.filter(({ unit }) => unit === 'Hrs' || unit === 'Hours');
  const usd = Math.max(0, ...hours.map(({ pricePerUnit }) => Number(pricePerUnit?.USD ?? Number.NaN)));
  return Number.isFinite(usd) && usd > 0 ? usd : null;
}
