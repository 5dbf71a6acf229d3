import type { DatasetProblem, DatasetReport } from '../contract/dataset.js';
import { ClassCounts } from './class-counts.js';
import type { Counts } from './classes.js';
import { areRowNumbers, classProblems, classWarnings } from './classes.js';
import { counted } from './counted.js';
import type { CsvRecord } from './csv/record.js';
import { Findings } from './findings.js';
import { FirstRow } from './first-row.js';
import { labelFault, labelIn } from './label.js';
import { isBlankText, isMissingWord, isNumberOrTruth, longestMissingWord } from './odd-texts.js';
import { Repeats, repeatWarnings } from './repeats.js';
import type { RowFault } from './row-faults.js';
import { faultsOfLabels } from './row-faults.js';
import { Samples } from './samples.js';

/** Texts longer than this are cut by every encoder of the catalogue (512 tokens at most); characters. */
const overlongCharacters = 5_000;
const mostClassCounts = 10_000;
const mostLabelCounts = 100;

/** What rows are for decides what their labels must be. */
export interface RowsRule {
  /** Held-out rows may lack classes: they need only labels that the model knows. */
  readonly heldOut?: boolean;
  /** Number of classes that the model knows. */
  readonly knownClasses?: number;
}

/** Looks at every row once and knows afterwards what is wrong with all of them. Memory does not grow with their number. */
export class Inspection {
  rows = 0;
  readonly #rule: RowsRule;
  readonly #findings = new Findings();
  readonly #first = new FirstRow();
  readonly #repeats = new Repeats();
  readonly #counts = new ClassCounts();
  readonly #samples = new Samples();
  #overlong = 0;
  #withNul = 0;
  #holdingRows = 0;
  #firstHoldingRows = 0;
  #onlyNumbers = true;

  constructor(rule: RowsRule = {}) {
    this.#rule = rule;
  }

  /** The label of a row that has a label and a text; -1 for one that can't be used. */
  take(record: CsvRecord): number {
    this.rows = record.row;
    if (!record.isUtf8) this.#findings.add('notUtf8', record, () => record.raw(60));
    const fault = record.fault === null && record.columns === 2 ? null : formFault(record);
    if (fault !== null) return this.#refuse(fault, record);
    const label = this.#label(record);
    record.locate(1);
    if (!this.#checkText(record) || label < 0) return -1;
    this.#counts.add(label);
    this.#samples.take(label, record);
    this.#repeats.take(record.row, record.valueBytes, record.valueStart, record.valueEnd, label);
    return label;
  }

  summary(): Pick<
    DatasetReport,
    'rows' | 'classes' | 'classCounts' | 'labelCounts' | 'repeats' | 'samples' | 'problems' | 'warnings'
  > {
    const counts = this.#counts.ascendingLabels();
    const repeats = this.#repeats.report();
    const { exact, duplicateRows, contradictingRows } = repeats;
    return {
      rows: this.rows,
      classes: counts.length,
      classCounts: counts.slice(0, mostClassCounts).map(([, rows]) => rows),
      labelCounts: counts.slice(0, mostLabelCounts).map(([label, rows]) => ({ label, rows })),
      repeats: { exact, duplicateRows, contradictingRows },
      samples: this.#samples.of(counts.map(([label]) => label)),
      problems: this.#problems(counts),
      warnings: [
        ...(this.#rule.heldOut === true || areRowNumbers(counts, this.rows, this.#counts.ascending)
          ? []
          : classWarnings(counts)),
        ...repeatWarnings(repeats),
        ...(this.#overlong > 0
          ? [
              `${counted(this.#overlong, 'text is', 'texts are')} longer than ${overlongCharacters} characters; encoders cut them`,
            ]
          : []),
        ...(this.#holdingRows > 0
          ? [
              `${counted(this.#holdingRows, 'text holds', 'texts hold')} a line that looks like a row (the first begins in line ${this.#firstHoldingRows}); a quote may be left open`,
            ]
          : []),
        ...(this.#withNul > 0
          ? [`${counted(this.#withNul, 'row holds', 'rows hold')} a NUL character; some readers end the text there`]
          : []),
      ],
    };
  }

  #problems(counts: Counts): DatasetProblem[] {
    const { rows } = this;
    if (rows === 0)
      return [{ field: 'data', fault: 'empty', message: 'data.csv is empty; it needs rows of label,text' }];
    this.#first.judge(this.#findings, rows);
    // Where labels could not be read, what the others lack is a consequence and no news.
    const unread = faultsOfLabels.reduce((sum, fault) => sum + this.#findings.count(fault), 0);
    return [
      ...this.#findings.problems(rows),
      ...(unread * 10 > rows || this.#rule.heldOut === true ? [] : classProblems(counts, rows, this.#counts.ascending)),
      ...(this.#onlyNumbers && counts.length > 0
        ? [
            {
              field: 'data',
              fault: 'numericTexts',
              message:
                'all texts are numbers or truth values, which readers like pandas do not read as texts; the second column is to hold the text',
            },
          ]
        : []),
    ];
  }

  #refuse(fault: RowFault, record: CsvRecord): -1 {
    if (record.row !== 1 || !this.#first.take(record, fault)) {
      this.#findings.add(fault, record, () => record.raw(60));
    }
    return -1;
  }

  /** Of the value that was located. */
  #checkText(record: CsvRecord): boolean {
    const length = record.valueEnd - record.valueStart;
    const first = record.valueBytes[record.valueStart]!;
    // A letter, digit or sign at the beginning: not blank.
    if (length === 0 || ((first <= 0x20 || first >= 0x80) && isBlankText(record.field(1)))) {
      this.#findings.add('emptyText', record);
      return false;
    }
    if (length <= longestMissingWord && isMissingWord(record.field(1))) {
      this.#findings.add('missingWord', record, () => record.field(1));
      return false;
    }
    if (this.#onlyNumbers) this.#onlyNumbers = isNumberOrTruth(record.field(1));
    if (length > overlongCharacters && record.field(1).length > overlongCharacters) this.#overlong += 1;
    if (record.hasNul) this.#withNul += 1;
    if (record.breaks > 0 && /[\r\n]"?\d{1,6}"?,/.test(record.field(1)) && this.#holdingRows++ === 0) {
      this.#firstHoldingRows = record.line;
    }
    return true;
  }

  #label(record: CsvRecord): number {
    record.locate(0);
    const label = labelIn(record.valueBytes, record.valueStart, record.valueEnd);
    if (record.row <= 2) this.#first.note(record, label);
    if (label < 0) {
      const found = labelFault(record.field(0));
      const fault = found === 'nonIntegerLabel' && otherDelimiter(record) ? 'delimiter' : found;
      const held =
        record.row === 1 && (fault === 'nonIntegerLabel' || fault === 'delimiter') && this.#first.take(record, fault);
      const value = fault === 'delimiter' ? () => record.raw(60) : () => record.field(0);
      if (!held) this.#findings.add(fault, record, isBlankText(record.field(0)) ? undefined : value);
    } else if (label >= (this.#rule.knownClasses ?? Infinity)) {
      this.#findings.add('unknownLabel', record, () => record.field(0));
      return -1;
    }
    return label;
  }
}

/** Why a record is not two columns. */
function formFault(record: CsvRecord): RowFault {
  if (record.fault === 'loneReturn')
    return /\r\s*"?[-+]?\d+"?\s*,/.test(record.raw(10_000)) ? 'returnEndsRow' : 'loneReturn';
  if (record.fault === 'quotes' && /"\r"?[-+]?\d+"?\s*,/.test(record.raw(10_000))) return 'returnEndsRow';
  if (record.fault !== null) return record.fault;
  if (otherDelimiter(record)) return 'delimiter';
  if (record.columns < 2) return /^"[-+]?\d+\s*,/.test(record.raw(60)) ? 'quotedRow' : 'oneColumn';
  return record.fields().every(isBlankText) ? 'missingLabel' : 'columns';
}

/** The first or, without any comma, the last of two parts is a number or a word: an export with semicolons, or a table with tabs. */
function otherDelimiter(record: CsvRecord): boolean {
  const line = record.raw(10_000);
  const short =
    /^\s*"?[-+\w.]{1,20}"?\s*[;\t|]/.test(line) ||
    (record.columns === 1 && /[;\t|]\s*"?[-+\w.]{1,20}"?\s*$/.test(line));
  return short && [';', '\t', '|'].some((delimiter) => line.split(delimiter).length === 2);
}
