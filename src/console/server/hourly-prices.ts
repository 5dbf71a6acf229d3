import { priceOf } from '../../plan/index.js';
import type { Context } from './context.js';
import type { HourlyPrice } from './views/model-view.js';

/** What an hour of an instance type costs in the console's region; on the local stand-in nothing. */
export async function hourlyPrices({ tunewright, region, isLocal }: Context): Promise<HourlyPrice> {
  if (await isLocal()) return () => 0;
  const { aws } = tunewright;
  const where = await region();
  const [own, list] = await Promise.all([aws.prices(), aws.priceList(where)]);
  return (instanceType) => {
    const price = (use: 'hosting' | 'training') => priceOf({ region: where, instanceType, use }, { own, list });
    return price('hosting').usdPerHour ?? price('training').usdPerHour;
  };
}
