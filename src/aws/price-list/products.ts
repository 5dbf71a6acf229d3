import type { PricingClient } from '@aws-sdk/client-pricing';
import type { PriceList } from '../../contract/price-list.js';
import { pricesOf } from './offer-file.js';
import type { Product, TermsOfProduct } from './offer-file.js';
import { boundedPages } from '../bounded-pages.js';
import { sdk } from '../sdk.js';

/** One of the JSON strings in an answer of GetProducts. */
interface PricedProduct {
  readonly publicationDate?: string;
  readonly product?: Product & { readonly sku?: string };
  readonly terms?: { readonly OnDemand?: TermsOfProduct };
}

/**
 * The prices of instances in a region as the Price List API has them; takes `pricing:GetProducts`.
 * @throws the SDK's error, the signal's, or TypeError for an answer without prices
 */
export async function priceListByApi(client: PricingClient, region: string, signal: AbortSignal): Promise<PriceList> {
  const components = await Promise.all(
    ['Training', 'Hosting'].map((component) => productsOf(client, { component, regionCode: region }, signal)),
  );
  const products = components.flat();
  const bySku = products.flatMap(({ product, terms }) =>
    product?.sku === undefined ? [] : [[product.sku, product, terms?.OnDemand ?? {}] as const],
  );
  const offers = {
    publicationDate: products
      .flatMap(({ publicationDate = [] }) => publicationDate)
      .sort()
      .at(-1),
    products: Object.fromEntries(bySku.map(([sku, product]) => [sku, product])),
    terms: { OnDemand: Object.fromEntries(bySku.map(([sku, , terms]) => [sku, terms])) },
  };
  return pricesOf(offers, region, new Date().toISOString());
}

async function productsOf(
  client: PricingClient,
  attributes: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<PricedProduct[]> {
  const { paginateGetProducts } = await sdk.pricing();
  const Filters = Object.entries(attributes).map(([Field, Value]) => ({ Type: 'TERM_MATCH' as const, Field, Value }));
  const products: PricedProduct[] = [];
  const pages = paginateGetProducts(
    { client, pageSize: 100 },
    { ServiceCode: 'AmazonSageMaker', Filters },
    { abortSignal: signal },
  );
  // Some hundred products a component and region.
  for await (const page of boundedPages(pages, 50)) {
    for (const product of (page.PriceList ?? []) as readonly unknown[])
      products.push(JSON.parse(String(product)) as PricedProduct);
  }
  return products;
}
