import type { Problem } from '../contract/problems.js';

/** Rows named per kind of fault; the count goes on. */
const namedRows = 20;

/** What can be wrong with a row, and how to mend it. The order is that of the report. */
const rowFaults = {
  header: 'is a header; data.csv has none: delete the row',
  delimiter: 'is not divided by a comma; write label,text with commas (not semicolons, tabs or bars)',
  columns: 'does not have two columns (label,text); quote a text that holds commas: 1,"good, really"',
  quotes: 'has a broken quotation; a quote inside a quoted text is written twice: "she said ""yes"""',
  endless: 'does not end within a million characters; rows end with a line break',
  notUtf8: 'has bytes that are not UTF-8; save the file as UTF-8',
  missingLabel: 'has no label; the first column is an integer class from 0 to n-1',
  negativeLabel: 'has a negative label; classes run from 0 to n-1',
  nonIntegerLabel: 'has a label that is not an integer; classes are the integers 0 to n-1',
  emptyText: 'has an empty text; delete the row or fill it',
} as const;

export type RowFault = keyof typeof rowFaults;

/** Collects faults of rows: the first rows of each kind by number, and how many there are. */
export class Findings {
  readonly #rows = new Map<RowFault, { count: number; named: string[] }>();

  add(fault: RowFault, row: number, value?: string): void {
    const entry = this.#rows.get(fault) ?? { count: 0, named: [] };
    entry.count += 1;
    if (entry.named.length < namedRows) entry.named.push(value === undefined ? `${row}` : `${row} (${shown(value)})`);
    this.#rows.set(fault, entry);
  }

  problems(): Problem[] {
    const faults = Object.keys(rowFaults) as RowFault[];
    return faults.flatMap((fault) => {
      const entry = this.#rows.get(fault);
      if (entry === undefined) return [];
      const more = entry.count > entry.named.length ? ` and ${entry.count - entry.named.length} more` : '';
      const rows = entry.count === 1 ? 'row' : 'rows';
      return [{ field: 'data', message: `${rows} ${entry.named.join(', ')}${more}: ${rowFaults[fault]}` }];
    });
  }
}

const shown = (value: string): string => JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
