import { Fingerprint } from './fingerprint.js';
import { FingerprintTable } from './fingerprint-table.js';
import { counted } from './counted.js';

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

/** Texts that are remembered at once; 24 to 48 bytes each. */
const mostTexts = 1_000_000;

/** Grown fourfold each time, it holds a million texts exactly when it has two million places. */
const smallestTable = 1 << 13;
const batch = 256;
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
  readonly #fingerprint = new Fingerprint();
  /** Rows that are not looked up yet: low, high, label and row of each. */
  readonly #waiting = new Float64Array(batch * 4);
  #waitingLength = 0;

  constructor(limit = mostTexts) {
    this.#limit = limit;
  }

  /** The text is what stands in `bytes` from `start` to `end`. */
  take(row: number, bytes: Uint8Array, start: number, end: number, label: number): void {
    this.#fingerprint.take(bytes, start, end);
    const { low, high } = this.#fingerprint;
    if ((low & ((1 << this.#level) - 1)) !== 0) return;
    const waiting = this.#waiting;
    const at = this.#waitingLength;
    waiting[at] = low;
    waiting[at + 1] = high;
    waiting[at + 2] = label;
    waiting[at + 3] = row;
    this.#waitingLength = at + 4;
    if (at + 4 === waiting.length) this.#lookUp();
  }

  report(): RepeatsReport {
    this.#lookUp();
    const scale = 2 ** this.#level;
    return {
      exact: this.#level === 0,
      duplicateRows: this.#duplicates * scale,
      contradictingRows: this.#contradictions * scale,
      firstContradictions: this.#named,
    };
  }

  /** Many at a time: the places in memory are asked for all at once, and have come when each is looked at. */
  #lookUp(): void {
    const waiting = this.#waiting;
    const length = this.#waitingLength;
    this.#waitingLength = 0;
    for (let at = 0; at < length; at += 4) this.#table.touch(waiting[at]!, waiting[at + 1]!);
    for (let at = 0; at < length; at += 4) {
      const low = waiting[at]!;
      if ((low & ((1 << this.#level) - 1)) !== 0) continue;
      const label = waiting[at + 2]!;
      const known = this.#table.meet(low, waiting[at + 1]!, label);
      if (known === -1) this.#thinOut();
      else if (known === label) this.#duplicates += 1;
      else this.#contradict(waiting[at + 3]!);
    }
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
  if (duplicateRows > 0) {
    warnings.push(`${about}${counted(duplicateRows, 'row repeats', 'rows repeat')} an earlier row`);
  }
  if (contradictingRows > 0) {
    const rows = firstContradictions.join(', ');
    const more = contradictingRows > firstContradictions.length ? ', …' : '';
    const gives = counted(contradictingRows, 'row gives', 'rows give');
    warnings.push(
      `${about}${gives} an earlier text another label (${firstContradictions.length === 1 ? 'row' : 'rows'} ${rows}${more})`,
    );
  }
  return warnings;
}
