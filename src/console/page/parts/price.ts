import { useHealth } from '../data/queries.js';
import { useWords } from '../words/words.js';

/** US dollars for an hour in words: 0 is the stand-in's price, and free; null is no price that is known. */
export function usePricePerHour(): (usdPerHour: number | null) => string {
  const { t, money } = useWords();
  return (usdPerHour) => {
    if (usdPerHour === 0) return t.common.free;
    return usdPerHour === null ? t.models.priceUnknown : t.common.perHour(money(usdPerHour));
  };
}

/** Behind the name of a button that spends: what it costs at most; on the stand-in nothing, undefined while it is not known which of them it is. */
export function usePriceAtMost(): (usd: number | null) => string | undefined {
  const { t, money } = useWords();
  const { data: health } = useHealth();
  return (usd) => {
    if (health?.standIn !== false) return health && t.common.free;
    return usd === null ? t.models.priceUnknown : t.common.atMost(money(usd));
  };
}
