import type { PriceList } from '../../contract/price-list.js';
import type { AwsClients } from '../clients.js';
import { pricesOf } from './offer-file.js';
import { cachedPriceList, keepPriceList } from './price-list-cache.js';
import { unlessAborted } from '../unless-aborted.js';
import { priceListByApi } from './products.js';

/** Where AWS publishes its prices; it asks for no credentials. */
const published = 'https://pricing.us-east-1.amazonaws.com';
const day = 86_400_000;
/** A plan is better without a fresh price than late: so long for each of the two places that have it. */
const patienceMilliseconds = 6_000;
/** After a failure nobody waits again for so long. */
const pauseMilliseconds = 600_000;
/** SageMaker's file of a region has some megabytes. */
const mostBytes = 64 * 1024 * 1024;

/**
 * AWS's price lists by region, each read once a day and kept in the user's cache: the published file, else the Price List API. TUNEWRIGHT_PRICE_LIST
 * is `off`, or another address that has the file; with an AWS endpoint of one's own nothing is read but from addresses that are named.
 */
export class PriceLists {
  readonly #known = new Map<string, { readonly list: Promise<PriceList | null>; readonly until: number }>();
  readonly #clients: (region: string) => AwsClients;
  readonly #patience: number;

  constructor(clients: (region: string) => AwsClients, patience = patienceMilliseconds) {
    this.#clients = clients;
    this.#patience = patience;
  }

  /** Null where there is none, or it can't be had in time. An older one is better than none, and tells its date. Only the signal's end is thrown. */
  async of(region: string, signal?: AbortSignal): Promise<PriceList | null> {
    const sources = this.#sources(region);
    if (sources.length === 0) return null;
    const known = this.#known.get(region);
    if (known !== undefined && Date.now() < known.until) return known.list;
    const list = this.#look(sources, region);
    this.#known.set(region, { list, until: Date.now() + pauseMilliseconds });
    const found = await list;
    signal?.throwIfAborted();
    return found;
  }

  async #look(sources: readonly Source[], region: string): Promise<PriceList | null> {
    const cached = await cachedPriceList(region);
    if (cached !== null && Date.now() - Date.parse(cached.readAt) < day) return cached;
    for (const source of sources) {
      const signal = AbortSignal.timeout(this.#patience);
      // The SDK looks for credentials without regard to a signal.
      const fresh = await unlessAborted(source(signal), signal).catch(() => null);
      if (fresh === null) continue;
      await keepPriceList(fresh);
      return fresh;
    }
    return cached;
  }

  /** Who is asked, first to last. */
  #sources(region: string): readonly Source[] {
    // China's prices are in another currency, from another place. The API takes no credentials of the partitions of governments.
    if (region.startsWith('cn-')) return [];
    const { file, api } = placesOf(process.env);
    const sources: Source[] = [];
    if (file !== null) sources.push((signal) => download(file, region, signal));
    if (api && !/^us-(gov|iso)/.test(region)) {
      const clients = this.#clients(regionOfApi(region));
      sources.push(async (signal) => priceListByApi(await clients.pricing(), region, signal));
    }
    return sources;
  }
}

type Source = (signal: AbortSignal) => Promise<PriceList>;

function placesOf(environment: NodeJS.ProcessEnv): { file: string | null; api: boolean } {
  const own = environment['TUNEWRIGHT_PRICE_LIST']?.trim();
  if (own === 'off') return { file: null, api: false };
  const named = Boolean(environment['AWS_ENDPOINT_URL_PRICING']);
  if (own) return { file: own, api: named };
  const elsewhere = Boolean(environment['AWS_ENDPOINT_URL']);
  return { file: elsewhere ? null : published, api: named || !elsewhere };
}

/** The Price List API is in three regions, and knows the prices of all. */
function regionOfApi(region: string): string {
  if (region.startsWith('eu-')) return 'eu-central-1';
  return region.startsWith('ap-') ? 'ap-south-1' : 'us-east-1';
}

async function download(address: string, region: string, signal: AbortSignal): Promise<PriceList> {
  const url = new URL(`/offers/v1.0/aws/AmazonSageMaker/current/${encodeURIComponent(region)}/index.json`, address);
  const answer = await fetch(url, { signal });
  if (!answer.ok || answer.body === null) throw new Error(`${url.host} answers ${answer.status}`);
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of answer.body as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > mostBytes) throw new Error(`${url.host} sends more than a price list has`);
    parts.push(part);
  }
  return pricesOf(JSON.parse(Buffer.concat(parts).toString('utf8')), region, new Date().toISOString());
}
