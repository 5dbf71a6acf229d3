import type { LabelledText } from '../contract/dataset.js';
import type { CsvRecord } from './csv/record.js';

const perClass = 2;
const inAll = 6;
/** Characters. Longer ones would make histories and chat messages long. */
const longestSample = 300;
/** Classes of which samples are kept: more than are shown. */
const mostClasses = 1_000;

/** A few texts of each class, for the smoke test: the first short ones, or the beginning of the first long one. */
export class Samples {
  readonly #kept = new Map<number, string[]>();
  readonly #cut = new Map<number, string>();
  readonly #count = new Uint8Array(mostClasses);

  /** The text is the value that was located. */
  take(label: number, record: CsvRecord): void {
    if (label >= mostClasses || this.#count[label]! === perClass) return;
    // No character has more than four bytes.
    if (record.valueEnd - record.valueStart > longestSample * 4 && this.#cut.has(label)) return;
    const text = record.field(1);
    if (text.length > longestSample) {
      if (!this.#cut.has(label)) this.#cut.set(label, beginning(text));
      return;
    }
    this.#kept.set(label, [...(this.#kept.get(label) ?? []), text]);
    this.#count[label]! += 1;
  }

  /** Spread over the labels: the first of each, then the second. */
  of(labels: readonly number[]): LabelledText[] {
    const textsOf = (label: number): readonly string[] => this.#kept.get(label) ?? [this.#cut.get(label) ?? []].flat();
    const spread = Array.from({ length: perClass }, (_, turn) =>
      labels.flatMap((label) =>
        textsOf(label)
          .slice(turn, turn + 1)
          .map((text) => ({ text, label })),
      ),
    );
    return spread.flat().slice(0, inAll);
  }
}

/** Up to the last blank, so that no word is cut; never in the middle of a character. */
function beginning(text: string): string {
  const cut = text.slice(0, longestSample);
  const blank = cut.lastIndexOf(' ');
  return blank > longestSample / 2 ? cut.slice(0, blank) : cut.replace(/[\uD800-\uDBFF]$/, '');
}
