import type { Counts } from './classes.js';

/** Rows of each label, in an array that grows with the largest of them: 4 MB for the largest label that there can be. */
export class ClassCounts {
  #rows = new Uint32Array(64);
  #last = -1;
  /** No label was smaller than the one before it: so it is with numbers of rows. */
  ascending = true;

  add(label: number): void {
    if (label >= this.#rows.length) this.#grow(label);
    this.#rows[label]! += 1;
    if (label < this.#last) this.ascending = false;
    this.#last = label;
  }

  ascendingLabels(): Counts {
    const counts: [number, number][] = [];
    this.#rows.forEach((rows, label) => {
      if (rows > 0) counts.push([label, rows]);
    });
    return counts;
  }

  #grow(label: number): void {
    const larger = new Uint32Array(2 ** Math.ceil(Math.log2(label + 1)));
    larger.set(this.#rows);
    this.#rows = larger;
  }
}
