/** Two independent 32-bit multiplicative hashes, four bytes at a time, each finished as MurmurHash3 does. */
export class Fingerprint {
  low = 0;
  high = 0;
  #view: DataView = new DataView(new ArrayBuffer(0));
  /** The view before: texts lie in the scanner's bytes or, unescaped, in a place of their own, by turns. */
  #other: DataView = this.#view;

  take(bytes: Uint8Array, start: number, end: number): void {
    if (this.#view.buffer !== bytes.buffer) {
      const other = this.#other;
      this.#other = this.#view;
      this.#view = other.buffer === bytes.buffer ? other : new DataView(bytes.buffer);
    }
    const view = this.#view;
    let low = 0x011c9dc5;
    let high = 0x1747b28c;
    let at = start + bytes.byteOffset;
    end += bytes.byteOffset;
    for (; at + 4 <= end; at += 4) {
      const four = view.getInt32(at, true);
      low = rotated(Math.imul(low ^ four, 0x9e3779b1));
      high = rotated(Math.imul((high + four) | 0, 0x5bd1e995));
    }
    for (; at < end; at++) {
      const one = view.getUint8(at);
      low = rotated(Math.imul(low ^ one, 0x9e3779b1));
      high = rotated(Math.imul((high + one) | 0, 0x5bd1e995));
    }
    this.low = finish(low ^ (end - bytes.byteOffset - start));
    this.high = finish(high);
  }
}

/** Brings the high bits, which a product mixes best, down to where the next product spreads them. */
const rotated = (hash: number): number => (hash << 13) | (hash >>> 19);

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
