import { readFile } from 'node:fs/promises';

/**
 * The user's own prices: a JSON file `{"us-east-1": {"ml.g5.xlarge": 1.41}}` of US dollars per hour, named by TUNEWRIGHT_PRICES.
 * @throws when the file is named and can't be used: an estimate on half of it would mislead
 */
export async function readPrices(
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Record<string, Record<string, number>>> {
  const file = environment['TUNEWRIGHT_PRICES'];
  if (!file) return {};
  const prices: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isPrices(prices)) {
    throw new TypeError(
      `${file} (TUNEWRIGHT_PRICES) must look like {"us-east-1": {"ml.g5.xlarge": 1.41}}, US dollars per hour`,
    );
  }
  return prices;
}

function isPrices(value: unknown): value is Record<string, Record<string, number>> {
  const isObject = (member: unknown): member is object => typeof member === 'object' && member !== null;
  return (
    isObject(value) &&
    Object.values(value).every(
      (region) => isObject(region) && Object.values(region).every((price) => typeof price === 'number' && price >= 0),
    )
  );
}
