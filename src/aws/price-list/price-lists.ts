import type { PriceList } from '../../contract/price-list.js';
import { pricesOf } from './offer-file.js';
import { cachedPriceList, keepPriceList } from './price-list-cache.js';

/** Where AWS publishes its prices; it asks for no credentials. */
const published = 'https://pricing.us-east-1.amazonaws.com';
const day = 86_400_000;
/** A plan is better without a fresh price than late. */
const patienceMilliseconds = 8_000;
/** After a failure nobody waits again for so long. */
const pauseMilliseconds = 600_000;
/** SageMaker's file of a region has some megabytes. */
const mostBytes = 64 * 1024 * 1024;

/**
 * AWS's price lists by region, each read once a day and kept in the user's cache. TUNEWRIGHT_PRICE_LIST is `off`, or another address that has
 * them; with an AWS endpoint of one's own they are read only from such an address.
 */
export class PriceLists {
  readonly #known = new Map<string, { readonly list: Promise<PriceList | null>; readonly until: number }>();
  readonly #patience: number;

  constructor(patience = patienceMilliseconds) {
    this.#patience = patience;
  }

  /** Null where there is none, or it can't be had in time. An older one is better than none, and tells its date. Only the signal's end is thrown. */
  async of(region: string, signal?: AbortSignal): Promise<PriceList | null> {
    const address = addressOf(process.env);
    // China's prices are in another currency, from another place.
    if (address === null || region.startsWith('cn-')) return null;
    const known = this.#known.get(region);
    if (known !== undefined && Date.now() < known.until) return known.list;
    const list = this.#look(address, region);
    this.#known.set(region, { list, until: Date.now() + pauseMilliseconds });
    const found = await list;
    signal?.throwIfAborted();
    return found;
  }

  async #look(address: string, region: string): Promise<PriceList | null> {
    const cached = await cachedPriceList(region);
    if (cached !== null && Date.now() - Date.parse(cached.readAt) < day) return cached;
    try {
      const fresh = await download(address, region, AbortSignal.timeout(this.#patience));
      await keepPriceList(fresh);
      return fresh;
    } catch {
      return cached;
    }
  }
}

function addressOf(environment: NodeJS.ProcessEnv): string | null {
  const own = environment['TUNEWRIGHT_PRICE_LIST']?.trim();
  if (own === 'off') return null;
  if (own) return own;
  return environment['AWS_ENDPOINT_URL'] ? null : published;
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
