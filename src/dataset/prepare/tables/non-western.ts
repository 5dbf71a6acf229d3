/** Bytes that the guess looks at. */
export const guessedFrom = 64 * 1024;

const hangul = /[\uac00-\ud7a3]/;
const kana = /[\u3041-\u3096\u30a1-\u30fa]/;
const russianVowels = /[оеаи]/;
const greekVowels = /[αειο]/;
const letterBeyondAscii = /[^\0-\x7f]/;

/**
 * The share of letters beyond ASCII that a text must have of each. Chinese has no kana; in Russian every third letter is one of the four,
 * in Greek, Hebrew or Russian of the other encoding read so it is one of five at most; so it is with Greek and its four.
 */
const least = { hangul: 0.9, kana: 0.2, vowels: 0.25 };
/** Chinese characters that are in use begin with these bytes, letters of Greek read as halves of one with higher ones. */
const lastOfCommon = { gb18030: 0xd7, big5: 0xc6 };
const leastCommon = 0.6;
/** Second bytes of Big5 are ASCII letters as often as not; those of common Chinese characters in GB 18030 never are. */
const lowBytesOfBig5 = 0.15;
/** Chinese characters stand beside one another; a western letter beyond ASCII, read as half of one, stands alone. */
const leastInRuns = 0.5;

/**
 * The encoding of a text that is neither UTF-8 nor of a western language: Korean, Japanese, Hebrew, Chinese, Greek or Russian, by the alphabet that the
 * bytes read as. A guess: what reads well may be something else.
 * @returns as `TextDecoder` calls it; null where none fits
 */
export function nonWesternEncoding(head: Buffer): string | null {
  const bytes = head.subarray(0, guessedFrom);
  if (share(read(bytes, 'euc-kr'), hangul) >= least.hangul) return 'euc-kr';
  if (share(read(bytes, 'shift_jis'), kana) >= least.kana) return 'shift_jis';
  if (share(read(bytes, 'euc-jp'), kana) >= least.kana) return 'euc-jp';
  if (isHebrew(bytes)) return 'windows-1255';
  const pairs = pairsIn(bytes);
  if (read(bytes, 'gb18030') !== null && pairs.low < lowBytesOfBig5 && pairs.upTo(lastOfCommon.gb18030) >= leastCommon)
    return 'gb18030';
  if (read(bytes, 'big5') !== null && pairs.inRuns >= leastInRuns && pairs.upTo(lastOfCommon.big5) >= leastCommon)
    return 'big5';
  if (share(read(bytes, 'windows-1253'), greekVowels) >= least.vowels) return 'windows-1253';
  const russian = ['windows-1251', 'koi8-r', 'ibm866', 'iso-8859-5'];
  return russian.find((encoding) => share(read(bytes, encoding), russianVowels) >= least.vowels) ?? null;
}

/** Hebrew has no capitals, and ends where Russian goes on. */
const isHebrew = (bytes: Buffer): boolean =>
  beyondAscii(bytes) >= 100 && bytes.every((byte) => byte < 0x80 || (byte >= 0xe0 && byte <= 0xfa));

const beyondAscii = (bytes: Buffer): number => bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);

/** Null where the bytes are not of the encoding; a character that is cut at the end is let be. */
function read(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** Of the letters beyond ASCII. */
function share(text: string | null, alphabet: RegExp): number {
  const letters = [...(text ?? '')].filter((letter) => letterBeyondAscii.test(letter));
  return letters.length === 0 ? 0 : letters.filter((letter) => alphabet.test(letter)).length / letters.length;
}

/** Of the pairs of bytes that begin beyond ASCII: the shares whose second is ASCII, that follow another pair, and whose first byte is at most `last`. */
function pairsIn(bytes: Buffer): { low: number; inRuns: number; upTo: (last: number) => number } {
  const firsts = new Uint32Array(256);
  let [pairs, low, inRuns] = [0, 0, 0];
  let end = -1;
  for (let at = 0; at + 1 < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue;
    pairs += 1;
    firsts[bytes[at]!]! += 1;
    if (at === end) inRuns += 1;
    at += 1;
    if (bytes[at]! < 0x80) low += 1;
    end = at + 1;
  }
  const shareOf = (count: number): number => (pairs === 0 ? 0 : count / pairs);
  const upTo = (last: number): number => shareOf(firsts.subarray(0, last + 1).reduce((sum, count) => sum + count, 0));
  return { low: shareOf(low), inRuns: shareOf(inRuns), upTo };
}
