import { readFile } from 'node:fs/promises';
import { wrongSetting } from '../contract/invalid-settings.js';
import type { InvalidSettingsError } from '../contract/invalid-settings.js';
import type { OwnPrices } from '../contract/price-list.js';

const shape = '{"us-east-1": {"ml.g5.xlarge": 1.41, "ml.m5.xlarge": {"training": 0.23, "hosting": 0.23}}}';

/**
 * The user's own prices: a JSON file of US dollars per hour, named by TUNEWRIGHT_PRICES.
 * @throws InvalidSettingsError when the file is named and can't be used: an estimate on half of it would mislead
 */
export async function readPrices(environment: NodeJS.ProcessEnv = process.env): Promise<OwnPrices> {
  const file = environment['TUNEWRIGHT_PRICES'];
  if (!file) return {};
  const prices = await read(file);
  if (!isPrices(prices)) throw misshapen(file);
  return prices;
}

async function read(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw wrongSetting('TUNEWRIGHT_PRICES', (error as Error).message);
  });
  try {
    return JSON.parse(text);
  } catch {
    throw misshapen(file);
  }
}

const misshapen = (file: string): InvalidSettingsError =>
  wrongSetting('TUNEWRIGHT_PRICES', `${file} must look like ${shape}, US dollars per hour`);

const isObject = (member: unknown): member is object =>
  typeof member === 'object' && member !== null && !Array.isArray(member);
const isAmount = (price: unknown): boolean => typeof price === 'number' && price >= 0;

function isPrices(value: unknown): value is OwnPrices {
  return (
    isObject(value) && Object.values(value).every((region) => isObject(region) && Object.values(region).every(isPrice))
  );
}

function isPrice(price: unknown): boolean {
  if (!isObject(price)) return isAmount(price);
  const uses = Object.entries(price);
  return uses.length > 0 && uses.every(([use, usd]) => ['training', 'hosting'].includes(use) && isAmount(usd));
}
