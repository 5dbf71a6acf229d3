import type { DatasetProblem } from '../contract/dataset.js';
import { grouped } from './counted.js';
import type { RowFault } from './row-faults.js';
import { rowFaults } from './row-faults.js';

/** Rows kept per kind of fault; the count goes on. */
const keptRows = 20;
/** Rows named in a message. */
const namedRows = 5;

interface Place {
  readonly row: number;
  readonly line: number;
}

interface Entry {
  count: number;
  readonly places: Place[];
  readonly values: (string | undefined)[];
}

/** Collects faults of rows: the first rows of each kind by number and line, and how many there are. */
export class Findings {
  readonly #entries = new Map<RowFault, Entry>();

  /** `value` is asked for only where it will be shown. */
  add(fault: RowFault, { row, line }: Place, value?: () => string): void {
    const entry = this.#entries.get(fault) ?? { count: 0, places: [], values: [] };
    entry.count += 1;
    // The first row may be judged last.
    if (row === 1) {
      entry.places.unshift({ row, line });
      entry.values.unshift(value?.());
    } else if (entry.places.length < keptRows) {
      entry.places.push({ row, line });
      entry.values.push(value?.());
    }
    this.#entries.set(fault, entry);
  }

  count(fault: RowFault): number {
    return this.#entries.get(fault)?.count ?? 0;
  }

  /** `of`: the rows of the file. */
  problems(of: number): DatasetProblem[] {
    const faults = Object.keys(rowFaults) as RowFault[];
    return faults.flatMap((fault) => {
      const entry = this.#entries.get(fault);
      return entry === undefined ? [] : [problemOf(fault, entry, of)];
    });
  }
}

function problemOf(fault: RowFault, entry: Entry, of: number): DatasetProblem {
  const [example] = entry.values;
  return {
    field: 'data',
    message: entry.count > 2 && entry.count * 2 > of ? commonMessage(fault, entry, of) : rowsMessage(fault, entry),
    fault,
    count: entry.count,
    rows: entry.places.slice(0, keptRows).map(({ row }) => row),
    lines: entry.places.slice(0, keptRows).map(({ line }) => line),
    ...(example === undefined ? {} : { example: example.slice(0, 200) }),
  };
}

/** The rows first, for a fault of a few. */
function rowsMessage(fault: RowFault, { count, places, values }: Entry): string {
  const { one, many, mend } = rowFaults[fault];
  const named = places.slice(0, namedRows).map((place, index) => {
    const value = values[index];
    // Of long values, one is enough.
    return `${placed(place)}${index === 0 || (value?.length ?? 0) <= 16 ? shown(value) : ''}`;
  });
  const more = count > named.length ? ` and ${grouped(count - named.length)} more` : '';
  return `${count === 1 ? 'row' : 'rows'} ${named.join(', ')}${more} ${count === 1 ? one : many}; ${mend}`;
}

/** The mend first, for a fault of nearly all rows. */
function commonMessage(fault: RowFault, { count, places, values }: Entry, of: number): string {
  const { many, mend } = rowFaults[fault];
  const [place] = places;
  const rows = count === of ? `all ${grouped(of)} rows` : `${grouped(count)} of ${grouped(of)} rows`;
  const example = place === undefined ? '' : ` (row ${placed(place)}${shown(values[0])})`;
  return `${mend}: ${rows} ${many}${example}`;
}

/** An editor counts lines; they are rows only while no text holds a line break and no line is blank. */
const placed = ({ row, line }: Place): string => (row === line ? `${row}` : `${row} (line ${line})`);

/** With what an eye can't tell from nothing or from a blank written out. */
const shown = (value: string | undefined): string => {
  if (value === undefined) return '';
  const short = value.length > 40 ? `${value.slice(0, 40)}…` : value;
  const visible = JSON.stringify(short).replace(
    /[\u00a0\u2000-\u200f\u2028-\u202f\u3000\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return ` ${visible}`;
};
