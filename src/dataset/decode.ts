import { isUtf8 } from 'node:buffer';

const byteOrderMark = '\uFEFF';

/** What a reader of a stream may want to know besides the text. */
export interface DecodingNotes {
  /** Size of a chunk that has arrived. */
  onBytes?: (count: number) => void;
  /** Some bytes are no UTF-8; they stand in the text as U+FFFD. Called once at most. */
  onInvalid?: () => void;
  /** The bytes begin with a byte order mark. */
  onByteOrderMark?: () => void;
}

/**
 * Bytes to text. A byte order mark at the start is dropped. Bytes that are no UTF-8 are told, and decoding goes on,
 * so that one report can name every row that holds some.
 */
export async function* decodeUtf8(bytes: AsyncIterable<Uint8Array>, notes: DecodingNotes = {}): AsyncGenerator<string> {
  let carried: Buffer = Buffer.alloc(0);
  let started = false;
  let valid = true;
  const decode = (whole: Buffer): string => {
    if (valid && !isUtf8(whole)) {
      valid = false;
      notes.onInvalid?.();
    }
    const text = whole.toString('utf8');
    const first = !started && text !== '';
    started ||= first;
    if (!first || !text.startsWith(byteOrderMark)) return text;
    notes.onByteOrderMark?.();
    return text.slice(1);
  };
  for await (const chunk of bytes) {
    notes.onBytes?.(chunk.byteLength);
    const joined = Buffer.concat([carried, chunk]);
    const end = joined.length - incompleteTail(joined);
    carried = joined.subarray(end);
    yield decode(joined.subarray(0, end));
  }
  yield decode(carried);
}

/** Bytes at the end that may be the start of a character whose rest is in the next chunk: 0 to 3. */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return back < lengthOf(byte) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

const lengthOf = (leadByte: number): number => (leadByte >= 0xf0 ? 4 : leadByte >= 0xe0 ? 3 : 2);
