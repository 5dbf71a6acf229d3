import type { CsvRecord } from './csv/record.js';
import type { Findings } from './findings.js';
import { isNumberOrTruth } from './odd-texts.js';
import type { RowFault } from './row-faults.js';

interface Held {
  readonly line: number;
  readonly raw: string;
  readonly fields: readonly string[];
  readonly fault: RowFault;
}

/** Words that columns are called by. */
const columnName =
  /^\s*"?(label|labels|class|classes|category|target|sentiment|intent|rating|stars|polarity|y|v1|index|id|text|texts|sentence|review|comment|tweet|message|content|body|标签|etiqueta|标题|sep=.)"?\s*$/i;

/** A first row without a label is a header, or has the fault of all others; which, the others tell. */
export class FirstRow {
  #held: Held | null = null;
  /** The first row is `0,1`: the names that pandas gives to columns without one. */
  #numbered: { readonly line: number } | null = null;
  #secondIsNumber = false;

  /** Keeps it until all rows are known. */
  take(record: CsvRecord, fault: RowFault): boolean {
    if (fault === 'quotes' || fault === 'endless') return false;
    const value = fault === 'nonIntegerLabel' ? record.field(0) : record.raw(60);
    this.#held = { line: record.line, raw: value, fields: record.fields().slice(0, 50), fault };
    return true;
  }

  /** Looks at the text of the first two rows. */
  note(record: CsvRecord, label: number): void {
    const text = record.field(1);
    if (record.row === 1 && label === 0 && text === '1') this.#numbered = { line: record.line };
    if (record.row === 2) this.#secondIsNumber = isNumberOrTruth(text);
  }

  judge(findings: Findings, rows: number): void {
    const held = this.#held;
    if (held !== null) {
      const like = findings.count(held.fault);
      const named = held.fields.some((field) => columnName.test(field));
      const isHeader =
        !isNumberOrTruth(held.fields[0] ?? '') &&
        (named || (held.fields.length > 1 && rows > 1 && like * 2 < rows - 1));
      const header = { row: 1, line: held.line };
      if (isHeader && held.fault !== 'loneReturn' && held.fault !== 'returnEndsRow')
        findings.add('header', header, () => held.fields.join(','));
      else findings.add(held.fault, header, () => held.raw);
    } else if (this.#numbered !== null && rows > 1 && !this.#secondIsNumber) {
      findings.add('header', { row: 1, line: this.#numbered.line }, () => '0,1');
    }
    this.#held = null;
    this.#numbered = null;
  }
}
