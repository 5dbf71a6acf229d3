/** Open addressing in one typed array: a Map of a million entries would take ten times the memory. */
export class FingerprintTable {
  size = 0;
  /** Of no meaning; a look without a use would be left out. */
  touched = 0;
  /** Three numbers a place, side by side so that one look at memory finds them: low, high, the label plus one (zero: a free place). */
  #entries: Uint32Array;
  #mask: number;

  /** `capacity`: a power of two. */
  constructor(capacity: number) {
    this.#entries = new Uint32Array(capacity * 3);
    this.#mask = capacity - 1;
  }

  /** The label that came with this fingerprint before; -1, and remembered, when there was none. */
  meet(low: number, high: number, label: number): number {
    if (this.size * 2 > this.#mask) this.#grow();
    const entries = this.#entries;
    const mask = this.#mask;
    // The low bits are equal in a sample, so the place comes from the high half.
    let place = (high ^ (low >>> 16)) & mask;
    for (;;) {
      const entry = place * 3;
      const known = entries[entry + 2]!;
      if (known === 0) {
        entries[entry] = low;
        entries[entry + 1] = high;
        entries[entry + 2] = label + 1;
        this.size += 1;
        return -1;
      }
      if (entries[entry] === low && entries[entry + 1] === high) return known - 1;
      place = (place + 1) & mask;
    }
  }

  /** Brings the place of a fingerprint into the processor's cache. */
  touch(low: number, high: number): void {
    this.touched ^= this.#entries[((high ^ (low >>> 16)) & this.#mask) * 3]!;
  }

  /** Those whose low half is kept, about half of them, in half the room. */
  where(keep: (low: number) => boolean): FingerprintTable {
    const kept = new FingerprintTable((this.#mask + 1) / 2);
    this.#each((low, high, label) => {
      if (keep(low)) kept.meet(low, high, label);
    });
    return kept;
  }

  #grow(): void {
    const larger = new FingerprintTable((this.#mask + 1) * 4);
    this.#each((low, high, label) => larger.meet(low, high, label));
    this.#entries = larger.#entries;
    this.#mask = larger.#mask;
  }

  #each(visit: (low: number, high: number, label: number) => void): void {
    const entries = this.#entries;
    for (let entry = 0; entry < entries.length; entry += 3) {
      const label = entries[entry + 2]!;
      if (label !== 0) visit(entries[entry]!, entries[entry + 1]!, label - 1);
    }
  }
}
