import type { DatasetProblem } from '../../contract/dataset.js';
import { counted, grouped } from '../counted.js';
import { isNumberOrTruth } from '../odd-texts.js';
import type { LabelledRow, Refusal } from './labelled-row.js';
import type { TableRow } from './tables/table.js';

/** More different labels than this are none: they are not counted on. */
const mostLabels = 10_000;
const namedRows = 5;

const refusals: Readonly<
  Record<Refusal, { readonly what: string; readonly mend: string; readonly droppable: boolean }>
> = {
  unreadable: { what: 'that can not be read', mend: 'mend them in the file', droppable: false },
  columns: {
    what: 'with more columns than the others',
    mend: 'quote texts that hold the delimiter, or give the right --delimiter',
    droppable: false,
  },
  repeatedHeader: {
    what: 'that repeat the header',
    mend: '--drop-empty leaves them out',
    droppable: true,
  },
  severalLabels: {
    what: 'with a list of several labels or of parts of the text',
    mend: 'a text has one class here: leave one label to each, or give another --label',
    droppable: false,
  },
  noLabel: { what: 'without a label', mend: '--drop-empty leaves them out', droppable: true },
  noText: { what: 'without a text', mend: '--drop-empty leaves them out', droppable: true },
  missingWord: {
    what: 'whose label or text readers like pandas take for a missing value',
    mend: '--drop-empty leaves them out; to keep them, write another word, such as "none" for "None"',
    droppable: true,
  },
};

interface Refused {
  count: number;
  readonly places: {
    readonly row: number;
    readonly line: number;
    readonly shown: string;
    readonly fault: string | null;
  }[];
}

/** Counts what the rows of one input are, so that nothing is dropped without a word. */
export class Tally {
  rows = 0;
  joined = 0;
  /** Rows that can be used. */
  used = 0;
  /** Of the texts that can be used. */
  onlyNumbers = true;
  readonly labels = new Map<string, number>();
  tooManyLabels = false;
  readonly #refused = new Map<Refusal, Refused>();

  take(row: TableRow, read: LabelledRow): void {
    this.rows += 1;
    if (read.refusal !== null) return this.#refuse(read.refusal, row);
    this.used += 1;
    if (read.joined) this.joined += 1;
    if (this.onlyNumbers) this.onlyNumbers = isNumberOrTruth(read.text);
    const count = this.labels.get(read.label);
    if (count === undefined && this.labels.size >= mostLabels) this.tooManyLabels = true;
    else this.labels.set(read.label, (count ?? 0) + 1);
  }

  count(refusal: Refusal): number {
    return this.#refused.get(refusal)?.count ?? 0;
  }

  /** Rows that `--drop-empty` leaves out. */
  get droppable(): number {
    return (Object.keys(refusals) as Refusal[]).reduce(
      (sum, refusal) => sum + (refusals[refusal].droppable ? this.count(refusal) : 0),
      0,
    );
  }

  problems(file: string, dropEmpty: boolean): DatasetProblem[] {
    return [...this.#refused].flatMap(([refusal, { count, places }]) => {
      const { what, mend, droppable } = refusals[refusal];
      if (droppable && dropEmpty) return [];
      const named = places.map(
        ({ row, line, shown, fault }, index) =>
          `${row === line ? `row ${row}` : `line ${line}`} ${JSON.stringify(shown)}${fault === null || fault === places[index - 1]?.fault ? '' : `, which ${fault}`}`,
      );
      const more = count > places.length ? `, and ${grouped(count - places.length)} more` : '';
      return [
        {
          field: 'data',
          fault: refusal,
          message: `"${file}" has ${counted(count, 'row', 'rows')} ${what} (${named.join(', ')}${more}); ${mend}`,
          count,
          rows: places.map(({ row }) => row),
          lines: places.map(({ line }) => line),
        },
      ];
    });
  }

  #refuse(refusal: Refusal, row: TableRow): void {
    const entry = this.#refused.get(refusal) ?? { count: 0, places: [] };
    entry.count += 1;
    if (entry.places.length < namedRows) {
      entry.places.push({ row: row.row, line: row.line, shown: row.raw(), fault: row.fault });
    }
    this.#refused.set(refusal, entry);
  }
}
