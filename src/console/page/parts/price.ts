import { useWords } from '../words/words.js';

/** US dollars for an hour in words: 0 is the stand-in's price, and free; null is no price that is known. */
export function usePricePerHour(): (usdPerHour: number | null) => string {
  const { t, money } = useWords();
  return (usdPerHour) => {
    if (usdPerHour === 0) return t.common.free;
    return usdPerHour === null ? t.models.priceUnknown : t.common.perHour(money(usdPerHour));
  };
}
