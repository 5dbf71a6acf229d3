import type { Messages } from './en.js';

/** Figures as people of a language read them; what is not known is an en dash, never 0. */
export interface Formats {
  readonly number: (value: number | null | undefined, digits?: number) => string;
  /** With as many decimals as the figures above and below it. */
  readonly fixed: (value: number | null | undefined, digits?: number) => string;
  /** US dollars. */
  readonly money: (usd: number | null | undefined) => string;
  /** A share from 0 to 1. */
  readonly percent: (share: number | null | undefined, digits?: number) => string;
  /** A difference of two shares, in hundredths of the whole, with its sign. */
  readonly points: (difference: number) => string;
  /** `4 min ago`, `in 6 h`; `now` in milliseconds since 1970. */
  readonly relative: (iso: string, now: number) => string;
  /** `6:12`, `1:04:10` */
  readonly duration: (milliseconds: number) => string;
  /** Local time and UTC. */
  readonly exact: (iso: string) => string;
  readonly clock: (milliseconds: number) => string;
}

const unknown = '–';
const steps: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

const two = (value: number): string => String(value).padStart(2, '0');

export function formats(language: string, t: Messages): Formats {
  const dollars = new Intl.NumberFormat(language, { style: 'currency', currency: 'USD' });
  const ago = new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'auto' });
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const clock = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  const number: Formats['number'] = (value, digits = 3) =>
    value === null || value === undefined
      ? unknown
      : new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value);
  return {
    number,
    fixed: (value, digits = 3) =>
      value === null || value === undefined
        ? unknown
        : new Intl.NumberFormat(language, {
            minimumFractionDigits: digits,
            maximumFractionDigits: digits,
          }).format(value),
    money: (usd) => {
      if (usd === null || usd === undefined) return unknown;
      return usd > 0 && usd < 0.01 ? `<${dollars.format(0.01)}` : dollars.format(usd);
    },
    percent: (share, digits = 1) =>
      share === null || share === undefined
        ? unknown
        : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits }).format(share),
    points: (difference) =>
      new Intl.NumberFormat(language, { signDisplay: 'exceptZero', maximumFractionDigits: 1 }).format(difference * 100),
    relative: (iso, now) => {
      const seconds = (Date.parse(iso) - now) / 1000;
      const [unit, length] = steps.find(([, step]) => Math.abs(seconds) >= step) ?? [null, 1];
      return unit === null ? t.common.justNow(seconds > 0) : ago.format(Math.round(seconds / length), unit);
    },
    duration: (milliseconds) => {
      const seconds = Math.max(0, Math.round(milliseconds / 1000));
      const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
      return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
    },
    exact: (iso) => `${moment.format(new Date(iso))} · ${iso.slice(0, 19).replace('T', ' ')} UTC`,
    clock: (milliseconds) => clock.format(milliseconds),
  };
}
