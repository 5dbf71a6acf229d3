/** Parts of the rows that are held out, 0 to 1 each, less than 1 together. */
export interface Split {
  readonly validation?: number;
  readonly test?: number;
}

/** What a row is for: to train on, to choose by during training, or to judge the trained model by. */
export type Part = 'training' | 'validation' | 'test';

/** Rows whose lots are kept: 8 MB. Where there are more, those of the largest classes are let go. */
const mostLots = 1_000_000;

/** Where the lots of a class are cut: below the first is validation, below the second test, the rest trains. */
interface Cuts {
  readonly validation: number;
  readonly test: number;
}

/**
 * Divides rows by lots that are drawn from text and seed, so that the same text is never on both sides, in whatever file and order it
 * stands. Each class is cut where it gives up its share to the row, but for rows of one text, which stay together, as long as there are at most a million rows; beyond that, the largest
 * classes are cut at the share itself, which comes close enough with so many. To be asked only when all rows have been added.
 */
export class Division {
  readonly #split: Required<Split>;
  readonly #seed: number;
  readonly #most: number;
  readonly #lots = new Map<string, number[] | null>();
  #kept = 0;
  #cuts: Map<string, Cuts> | null = null;
  /** Texts of several classes whose cuts would part them: they go where the first class has them. */
  readonly #shared = new Map<number, Part>();

  constructor({ validation = 0, test = 0 }: Split, seed: number, most = mostLots) {
    this.#most = most;
    this.#split = { validation, test };
    this.#seed = seed;
  }

  add(label: string, text: string): void {
    const lots = this.#lots.get(label);
    if (lots === null) return;
    if (lots === undefined) this.#lots.set(label, [lotOf(text, this.#seed)]);
    else lots.push(lotOf(text, this.#seed));
    if (++this.#kept > this.#most) this.#letGoOfLargest();
  }

  partOf(label: string, text: string): Part {
    const cuts = (this.#cuts ??= this.#cut());
    const lot = lotOf(text, this.#seed);
    return this.#shared.get(lot) ?? partBy(lot, cuts.get(label) ?? this.#evenCuts());
  }

  #letGoOfLargest(): void {
    const [largest] = [...this.#lots].sort(([, a], [, b]) => (b?.length ?? 0) - (a?.length ?? 0));
    if (largest === undefined) return;
    this.#lots.set(largest[0], null);
    this.#kept -= largest[1]?.length ?? 0;
  }

  #evenCuts(): Cuts {
    const { validation, test } = this.#split;
    return { validation, test: validation + test };
  }

  #cut(): Map<string, Cuts> {
    const cuts = new Map(
      [...this.#lots].map(([label, lots]) => [label, lots === null ? this.#evenCuts() : this.#cutsOf(lots)]),
    );
    const all = [...cuts.values()];
    const edges = [
      [Math.min(...all.map(({ validation }) => validation)), Math.max(...all.map(({ validation }) => validation))],
      [Math.min(...all.map(({ test }) => test)), Math.max(...all.map(({ test }) => test))],
    ] as const;
    for (const [label, lots] of this.#lots) {
      const own = cuts.get(label)!;
      for (const lot of lots ?? []) {
        const parted = edges.some(([low, high]) => lot >= low && lot < high);
        if (parted && !this.#shared.has(lot)) this.#shared.set(lot, partBy(lot, own));
      }
    }
    return cuts;
  }

  /** At least one row stays for training. */
  #cutsOf(lots: readonly number[]): Cuts {
    const sorted = Float64Array.from(lots).sort();
    const rows = sorted.length;
    const validation = Math.min(Math.round(rows * this.#split.validation), rows - 1);
    const held = Math.min(validation + Math.round(rows * this.#split.test), rows - 1);
    return { validation: validation === 0 ? 0 : sorted[validation]!, test: held === 0 ? 0 : sorted[held]! };
  }
}

const partBy = (lot: number, { validation, test }: Cuts): Part =>
  lot < validation ? 'validation' : lot < test ? 'test' : 'training';

/** A number from 0 to 1 that a text always draws: one for all that differ only by capitals and blanks. */
function lotOf(text: string, seed: number): number {
  const same = text.trim().replace(/\s+/g, ' ').toLowerCase();
  let low = 0x1b873593 ^ seed;
  let high = 0x2545f491 ^ Math.imul(seed, 0x9e3779b1);
  for (let at = 0; at < same.length; at++) {
    const unit = same.charCodeAt(at);
    low = Math.imul(low ^ unit, 0x9e3779b1);
    high = Math.imul(high ^ unit, 0x5f356495);
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  return ((high >>> 0) * 2 ** 21 + (low >>> 11)) / 2 ** 53;
}
