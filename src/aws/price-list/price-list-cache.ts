import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheDirectory } from '../../catalog/user-directory.js';
import type { PriceList } from '../../contract/price-list.js';

const fileOf = (region: string): string => path.join(cacheDirectory(), 'prices', `${region}.json`);

/** The list as it was last read; null where there is none, or it is broken. */
export async function cachedPriceList(region: string): Promise<PriceList | null> {
  try {
    const list = JSON.parse(await readFile(fileOf(region), 'utf8')) as Partial<PriceList>;
    const whole = list.region === region && typeof list.readAt === 'string' && typeof list.publishedAt === 'string';
    return whole && typeof list.prices === 'object' ? (list as PriceList) : null;
  } catch {
    return null;
  }
}

/** Renamed into place, so that a reader never sees half a list. A disk that can't be written costs a download the next time. */
export async function keepPriceList(list: PriceList): Promise<void> {
  const file = fileOf(list.region);
  const fresh = `${file}.${process.pid}`;
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(fresh, JSON.stringify(list));
    await rename(fresh, file);
  } catch {
    // As if there were no cache.
  }
}
