/** What a data set says twice. */
export interface RepeatsReport {
  /** False beyond a million different texts: then the counts are of a sample, and scaled up. */
  exact: boolean;
  /** Rows whose text stood in an earlier row with the same label. */
  duplicateRows: number;
  /** Rows whose text stood in an earlier row with another label. */
  contradictingRows: number;
  /** The first contradicting rows by number, at most 20. */
  firstContradictions: number[];
}

/** Texts that are remembered at once; 20 bytes each. */
const mostTexts = 1_000_000;

const smallestTable = 1 << 12;
const namedRows = 20;

/**
 * Counts repeated and contradicting texts in one pass and bounded memory. Texts are remembered by a 64-bit fingerprint
 * (one chance in forty million that a million texts hold two that are taken for one). When there are too many, only those whose
 * fingerprint falls into an ever smaller part of all are kept: a sample of texts in which repeats still meet.
 */
export class Repeats {
  #limit: number;
  #table = new FingerprintTable(smallestTable);
  /** Texts are kept when the lowest `#level` bits of their fingerprint are zero: one in 2^level. */
  #level = 0;
  #duplicates = 0;
  #contradictions = 0;
  readonly #named: number[] = [];

  constructor(limit = mostTexts) {
    this.#limit = limit;
  }

  take(row: number, text: string, label: number): void {
    const [low, high] = fingerprint(text);
    if ((low & ((1 << this.#level) - 1)) !== 0) return;
    const known = this.#table.meet(low, high, label);
    if (known === null) this.#thinOut();
    else if (known === label) this.#duplicates += 1;
    else this.#contradict(row);
  }

  report(): RepeatsReport {
    const scale = 2 ** this.#level;
    return {
      exact: this.#level === 0,
      duplicateRows: this.#duplicates * scale,
      contradictingRows: this.#contradictions * scale,
      firstContradictions: this.#named,
    };
  }

  #contradict(row: number): void {
    this.#contradictions += 1;
    if (this.#named.length < namedRows) this.#named.push(row);
  }

  /** Keeps half of the texts when there are too many. */
  #thinOut(): void {
    if (this.#table.size <= this.#limit) return;
    // A sample of half as many texts does as well, and its table need not grow again.
    if (this.#level === 0) this.#limit /= 2;
    this.#level += 1;
    const mask = (1 << this.#level) - 1;
    this.#table = this.#table.where((kept) => (kept & mask) === 0);
    // Half of what was counted so far was found among the half that is kept.
    this.#duplicates = Math.round(this.#duplicates / 2);
    this.#contradictions = Math.round(this.#contradictions / 2);
  }
}

/** What the user should know about them; neither keeps a model from being trained. */
export function repeatWarnings({
  exact,
  duplicateRows,
  contradictingRows,
  firstContradictions,
}: RepeatsReport): string[] {
  const about = exact ? '' : 'about ';
  const warnings: string[] = [];
  if (duplicateRows > 0) warnings.push(`${about}${duplicateRows} rows repeat an earlier row`);
  if (contradictingRows > 0) {
    const rows = firstContradictions.join(', ');
    const more = contradictingRows > firstContradictions.length ? ', …' : '';
    warnings.push(`${about}${contradictingRows} rows give an earlier text another label (rows ${rows}${more})`);
  }
  return warnings;
}

/** Open addressing in typed arrays: a Map of a million entries would take ten times the memory. */
class FingerprintTable {
  size = 0;
  #low: Uint32Array;
  #high: Uint32Array;
  /** The label plus one; zero marks a free place. A file with more labels than fit is refused before. */
  #labels: Uint16Array;

  /** `capacity`: a power of two. */
  constructor(capacity: number) {
    this.#low = new Uint32Array(capacity);
    this.#high = new Uint32Array(capacity);
    this.#labels = new Uint16Array(capacity);
  }

  /** The label that came with this fingerprint before; null, and remembered, when there was none. */
  meet(low: number, high: number, label: number): number | null {
    if (this.size * 2 >= this.#labels.length) this.#grow();
    const mask = this.#labels.length - 1;
    // The low bits are equal in a sample, so the place comes from the high half.
    let place = (high ^ (low >>> 16)) & mask;
    for (;;) {
      const known = this.#labels[place] ?? 0;
      if (known === 0) break;
      if (this.#low[place] === low && this.#high[place] === high) return known - 1;
      place = (place + 1) & mask;
    }
    this.#low[place] = low;
    this.#high[place] = high;
    this.#labels[place] = label + 1;
    this.size += 1;
    return null;
  }

  where(keep: (low: number) => boolean): FingerprintTable {
    // Half of them stay, so half the room does.
    const kept = new FingerprintTable(this.#labels.length / 2);
    this.#each((low, high, label) => {
      if (keep(low)) kept.meet(low, high, label);
    });
    return kept;
  }

  #grow(): void {
    const larger = new FingerprintTable(this.#labels.length * 2);
    this.#each((low, high, label) => larger.meet(low, high, label));
    this.#low = larger.#low;
    this.#high = larger.#high;
    this.#labels = larger.#labels;
  }

  #each(visit: (low: number, high: number, label: number) => void): void {
    for (let place = 0; place < this.#labels.length; place++) {
      const label = this.#labels[place] ?? 0;
      if (label !== 0) visit(this.#low[place] ?? 0, this.#high[place] ?? 0, label - 1);
    }
  }
}

/** Two independent 32-bit multiplicative hashes, two UTF-16 units at a time, each finished as MurmurHash3 does. */
function fingerprint(text: string): readonly [low: number, high: number] {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  const last = text.length - 1;
  let index = 0;
  for (; index < last; index += 2) {
    const units = text.charCodeAt(index) | (text.charCodeAt(index + 1) << 16);
    low = rotated(Math.imul(low ^ units, 0x9e3779b1));
    high = rotated(Math.imul(high + units, 0x5bd1e995));
  }
  if (index === last) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x9e3779b1);
    high = Math.imul(high + text.charCodeAt(index), 0x5bd1e995);
  }
  return [finish(low ^ text.length), finish(high)];
}

/** Brings the high bits, which a product mixes best, down to where the next product spreads them. */
const rotated = (hash: number): number => (hash << 13) | (hash >>> 19);

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
