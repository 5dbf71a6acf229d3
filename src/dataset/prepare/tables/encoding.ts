import { isAscii, isUtf8 } from 'node:buffer';
import { unmarkedWidth } from '../../file-kind.js';
import { guessedFrom, nonWesternEncoding } from './non-western.js';
import { UnreadableInput } from './table.js';

/** Bytes that no letter of Windows-1252 has. */
const undefinedIn1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d];
/** Western languages have few letters beyond ASCII; a file with more of them is in another encoding. */
const mostAccents = 0.15;

/** By which ISO-2022-JP, all of it ASCII, begins Japanese. */
const japaneseEscapes = ['\x1b$@', '\x1b$B'];

const named: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

export const encodingName = (encoding: string): string => named[encoding] ?? encoding;

/** As `TextDecoder` calls it. @throws UnreadableInput for a name that it does not know */
export function knownEncoding(name: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    const examples = 'utf-8, utf-16le, windows-1252, iso-8859-2, windows-1251, gb18030, big5, shift_jis, euc-kr';
    throw new UnreadableInput(`"${name}" is no encoding that is known here; for example ${examples}`);
  }
}

/** A text of an encoding that has to be told. */
export class UntoldEncoding extends UnreadableInput {
  /** As `TextDecoder` calls what it reads as; null where none fits. */
  readonly guess: string | null;

  constructor(guess: string | null) {
    const examples =
      'for example --encoding windows-1250 (Central Europe), windows-1251 (Cyrillic), windows-1254 (Turkish), windows-1256 (Arabic), windows-874 (Thai), gb18030 or big5 (Chinese), shift_jis, euc-kr';
    const hint =
      guess === null ? `say what it is, ${examples}` : `it reads as ${guess}: give --encoding ${guess}, or another`;
    super(`is neither UTF-8 nor Windows-1252; ${hint}`);
    this.guess = guess;
  }
}

/**
 * The encoding of a text, from all of its bytes: UTF-16 by its mark or its zeros, else UTF-8 if it is, or is but for a few bytes (which are
 * told by row later), else Windows-1252 if that is likely.
 * @throws UntoldEncoding where none is
 */
export async function encodingOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const letters = new LetterCounts();
  let [valid, first] = [true, true];
  let carried: Buffer = Buffer.alloc(0);
  let head: Buffer = Buffer.alloc(0);
  for await (const piece of bytes) {
    if (head.length < guessedFrom) head = Buffer.concat([head, piece]);
    const whole = Buffer.concat([carried, piece]);
    if (first) {
      const wide = widthOf(whole);
      if (wide !== null) return wide;
      first = false;
    }
    const end = whole.length - incompleteTail(whole);
    carried = Buffer.from(whole.subarray(end));
    const pieceValid = isUtf8(whole.subarray(0, end));
    valid &&= pieceValid;
    letters.add(whole.subarray(0, end), pieceValid);
  }
  letters.add(carried, isUtf8(carried));
  if (valid && isUtf8(carried)) {
    if (letters.inUtf8 === 0 && japaneseEscapes.some((escape) => head.includes(escape)))
      throw new UntoldEncoding('iso-2022-jp');
    return 'utf-8';
  }
  if (letters.inUtf8 > letters.others) return 'utf-8';
  if (letters.others < letters.all * mostAccents && !letters.impossibleIn1252) return 'windows-1252';
  throw new UntoldEncoding(nonWesternEncoding(head));
}

/** Letters beyond ASCII: those that are whole characters of UTF-8, and bytes that are not. */
class LetterCounts {
  all = 0;
  inUtf8 = 0;
  others = 0;
  impossibleIn1252 = false;

  /** `valid`: all of them are UTF-8. */
  add(bytes: Buffer, valid: boolean): void {
    this.all += bytes.length;
    if (isAscii(bytes)) return;
    if (valid) {
      for (const byte of bytes) if (byte >= 0xc2) this.inUtf8 += 1;
      return;
    }
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!;
      if (byte < 0x80) continue;
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (byte >= 0xc2 && isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length) {
        this.inUtf8 += 1;
        at += length - 1;
        continue;
      }
      this.others += 1;
      if (undefinedIn1252.includes(byte)) this.impossibleIn1252 = true;
    }
  }
}

function widthOf(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const wide = unmarkedWidth(head);
  return wide === 'utf-32' ? null : wide;
}

/** Bytes at the end that may be the start of a character whose rest is in the next piece: 0 to 3. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** The same text in UTF-8, without a byte order mark. UTF-8 goes through as it is, so that rows that are none can be named. */
export async function* toUtf8(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  if (encoding === 'utf-8') {
    yield* withoutMark(bytes);
    return;
  }
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const piece of bytes) yield Buffer.from(decoder.decode(piece, { stream: true }));
    yield Buffer.from(decoder.decode());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new UnreadableInput(`is not ${encodingName(encoding)}; give its --encoding`);
  }
}

async function* withoutMark(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Buffer | null = Buffer.alloc(0);
  for await (const piece of bytes) {
    if (held === null) {
      yield piece;
      continue;
    }
    held = Buffer.concat([held, piece]);
    if (held.length < 3) continue;
    yield held.subarray(held[0] === 0xef && held[1] === 0xbb && held[2] === 0xbf ? 3 : 0);
    held = null;
  }
  if (held !== null) yield held;
}
