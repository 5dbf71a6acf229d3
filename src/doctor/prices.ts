import { errorText } from '../contract/text/error-text.js';
import type { Aws } from '../aws/index.js';
import { priceOf } from '../plan/index.js';
import type { AccountLook } from './account-look.js';
import type { Finding } from './finding.js';
import { ok, unknown, warning } from './finding.js';

const day = 86_400_000;
const oldAfterDays = 90;

/** Which prices estimates are made with, how old they are, and what they say of the chosen types. */
export async function pricesFinding(aws: Aws, look: AccountLook): Promise<Finding> {
  const { region, instanceTypes, inferenceInstanceTypes } = look;
  try {
    const [own, list] = await Promise.all([aws.prices(), aws.priceList(region)]);
    const wanted = [
      ...instanceTypes.map((instanceType) => ({ region, instanceType, use: 'training' as const })),
      ...inferenceInstanceTypes.map((instanceType) => ({ region, instanceType, use: 'hosting' as const })),
    ];
    const prices = wanted.map((price) => priceOf(price, { own, list }));
    const age = list === null ? null : Math.floor((Date.now() - Date.parse(list.readAt)) / day);
    const source =
      list === null
        ? "the package's own table: AWS's price list can't be read, or is turned off"
        : `AWS's price list of ${list.publishedAt.slice(0, 10)}, read ${age === 0 ? 'today' : `${age} days ago`}`;
    const text = [source, ...prices.map(({ note }) => note)].join('; ');
    const mend =
      'let this machine reach pricing.us-east-1.amazonaws.com, allow pricing:GetProducts (iam/prices.json), or name your own file: TUNEWRIGHT_PRICES';
    if (prices.some(({ unsold }) => unsold)) {
      return warning('prices', `${text}. A type without a price may not be sold in ${region}`, 'name another type');
    }
    const lacking = prices.some(({ usdPerHour }) => usdPerHour === null) || (age ?? 0) > oldAfterDays;
    if (lacking) return warning('prices', text, mend);
    return list === null ? unknown('prices', text, mend) : ok('prices', text);
  } catch (error) {
    return unknown('prices', errorText(error));
  }
}
