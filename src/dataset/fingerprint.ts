/**
 * A 64-bit fingerprint of bytes: two 32-bit halves, a multiplication for each four bytes, and after each eight an exchange, so that both
 * halves depend on every byte. Each half is finished as in MurmurHash3.
 */
export class Fingerprint {
  low = 0;
  high = 0;
  /** Texts lie in the scanner's bytes or, unescaped, in a place of their own, by turns: so two views are kept. */
  #bytes: Uint8Array = new Uint8Array(0);
  #view = viewOf(this.#bytes);
  #otherBytes = this.#bytes;
  #otherView = this.#view;

  take(bytes: Uint8Array, start: number, end: number): void {
    if (this.#bytes !== bytes) this.#turn(bytes);
    const view = this.#view;
    let low = 0x1b873593;
    let high = (end - start) | 0;
    let at = start;
    for (; at + 8 <= end; at += 8) {
      const left = Math.imul(low ^ view.getInt32(at, true), firstFactor);
      const right = Math.imul(high ^ view.getInt32(at + 4, true), secondFactor);
      low = (rotated(left) + right) | 0;
      high = rotated(right) ^ left;
    }
    for (; at < end; at++) {
      const left = Math.imul(low ^ bytes[at]!, firstFactor);
      const right = Math.imul(high, secondFactor);
      low = (rotated(left) + right) | 0;
      high = rotated(right) ^ left;
    }
    const mixed = finish(low);
    this.high = finish(high ^ mixed);
    this.low = finish(mixed ^ this.high);
  }

  #turn(bytes: Uint8Array): void {
    const known = this.#otherBytes === bytes;
    const view = known ? this.#otherView : viewOf(bytes);
    [this.#otherBytes, this.#otherView] = [this.#bytes, this.#view];
    [this.#bytes, this.#view] = [bytes, view];
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const firstFactor = 0x9e3779b1 | 0;
const secondFactor = 0x5bd1e995;

/** Brings the high bits, which a product mixes best, down to where the next product spreads them. */
const rotated = (hash: number): number => (hash << 13) | (hash >>> 19);

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
