import { priceOf } from '../../plan/index.js';
import type { Context } from './context.js';
import type { HourlyPrice } from './views/model-view.js';

/** What an hour of an instance type costs in the console's region; on the local stand-in nothing. */
export async function hourlyPrices({ tunewright, region, isLocal }: Context): Promise<HourlyPrice> {
  if (await isLocal()) return () => 0;
  const [where, own] = await Promise.all([region(), tunewright.aws.prices()]);
  return (instanceType) => priceOf(where, instanceType, own).usdPerHour;
}
