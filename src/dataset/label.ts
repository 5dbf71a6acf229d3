import { isMissingWord } from './odd-texts.js';

/**
 * The largest label: a class is a position in the model's answer, and no text classifier has a million of them. A larger number is an
 * identifier, a time, a number of the row.
 */
const largestLabel = 999_999;

/** Why a label is none. */
export type LabelFault = 'missingLabel' | 'negativeLabel' | 'decimalLabel' | 'largeLabel' | 'nonIntegerLabel';

const plus = 0x2b;
const zero = 0x30;

/** Blanks as C's isspace has them: what pandas drops around a number. U+00A0 is none. */
const isBlankByte = (byte: number | undefined): boolean =>
  byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);

/** The label that the bytes say, as pandas reads integers: blanks around it, a plus and zeros before it do not matter; -1 where it is none. */
export function labelIn(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  let last = end;
  while (at < last && isBlankByte(bytes[at])) at++;
  while (last > at && isBlankByte(bytes[last - 1])) last--;
  if (bytes[at] === plus && at < last) at++;
  if (at === last) return -1;
  let label = 0;
  for (; at < last; at++) {
    const digit = bytes[at]! - zero;
    if (digit < 0 || digit > 9) return -1;
    label = label * 10 + digit;
    if (label > largestLabel) return -1;
  }
  return label;
}

/** What is wrong with a value that `labelIn` takes for no label. */
export function labelFault(value: string): LabelFault {
  const trimmed = value.replace(/^[ \t-\r]+|[ \t-\r]+$/g, '');
  if (trimmed === '' || isMissingWord(trimmed)) return 'missingLabel';
  if (/^-\d+(\.0*)?$/.test(trimmed)) return 'negativeLabel';
  if (/^\+?\d+\.0*$/.test(trimmed)) return 'decimalLabel';
  if (/^\+?\d+$/.test(trimmed)) return 'largeLabel';
  return 'nonIntegerLabel';
}
