import type { DatasetReport, LabelledText } from '../contract/dataset.js';
import type { Problem } from '../contract/problems.js';
import { decodeUtf8 } from './decode.js';
import { Findings } from './findings.js';
import type { Row } from './rows.js';
import { readRows } from './rows.js';

/** Texts longer than this are cut by every encoder of the catalogue (512 tokens at most); characters. */
const overlongCharacters = 5_000;
const samplesPerClass = 2;
const samplesInAll = 6;
/** More different labels than this are no classes but, say, row numbers. */
const mostClasses = 10_000;

/** Stands for bytes that are no UTF-8. */
const replacementCharacter = '\uFFFD';

export interface DatasetSource {
  uri: string;
  etag?: string;
  bytes: AsyncIterable<Uint8Array>;
}

/** Reads `data.csv` once, as a stream, and reports what it holds and what is wrong with it. Memory does not grow with the file. */
export async function inspectDataset(
  source: DatasetSource,
  onProgress: (progress: { bytes: number; rows: number }) => void = () => undefined,
): Promise<DatasetReport> {
  const inspection = new Inspection();
  let bytes = 0;
  const text = decodeUtf8(source.bytes, {
    onBytes: (count) => {
      bytes += count;
      onProgress({ bytes, rows: inspection.rows });
    },
    onInvalid: () => (inspection.invalidUtf8 = true),
  });
  for await (const batch of readRows(text)) for (const row of batch) inspection.take(row);
  return {
    uri: source.uri,
    ...(source.etag === undefined ? {} : { etag: source.etag }),
    bytes,
    ...inspection.summary(),
  };
}

class Inspection {
  rows = 0;
  /** Only then is U+FFFD in a row the trace of a decoding fault; it may also stand in a file that is in order. */
  invalidUtf8 = false;
  readonly #findings = new Findings();
  readonly #counts = new Map<number, number>();
  readonly #samples = new Map<number, LabelledText[]>();
  #overlong = 0;
  #tooManyClasses = false;

  take(row: Row): void {
    this.rows += 1;
    const { number, fields } = row;
    if (row.broken !== undefined) return this.#findings.add(row.broken, number);
    if (number === 1 && looksLikeHeader(fields)) return this.#findings.add('header', 1, fields.join(','));
    if (fields.some((field) => field.includes(replacementCharacter))) this.#findings.add('notUtf8', number);
    const [label = '', text = ''] = fields;
    if (fields.length !== 2) this.#findings.add('columns', number, fields.join(','));
    // What stands in one column alone is neither label nor text for certain.
    if (fields.length < 2) return;
    const parsed = this.#label(label, number);
    if (text.trim() === '') this.#findings.add('emptyText', number);
    if (text.length > overlongCharacters) this.#overlong += 1;
    if (parsed !== null) this.#count(parsed, text);
  }

  summary(): Omit<DatasetReport, 'uri' | 'etag' | 'bytes'> {
    const labels = [...this.#counts.keys()].sort((a, b) => a - b);
    return {
      rows: this.rows,
      classes: labels.length,
      classCounts: labels.map((label) => this.#counts.get(label) ?? 0),
      samples: this.#sample(labels),
      problems: [...this.#findings.problems(this.invalidUtf8 ? [] : ['notUtf8']), ...this.#classProblems(labels)],
      warnings: this.#warnings(labels),
    };
  }

  #label(label: string, row: number): number | null {
    const trimmed = label.trim();
    if (trimmed === '') this.#findings.add('missingLabel', row);
    else if (/^-\d+$/.test(trimmed)) this.#findings.add('negativeLabel', row, label);
    else if (!/^\d{1,9}$/.test(trimmed)) this.#findings.add('nonIntegerLabel', row, label);
    else return Number(trimmed);
    return null;
  }

  #count(label: number, text: string): void {
    if (this.#counts.size >= mostClasses && !this.#counts.has(label)) {
      this.#tooManyClasses = true;
      return;
    }
    this.#counts.set(label, (this.#counts.get(label) ?? 0) + 1);
    const samples = this.#samples.get(label) ?? [];
    if (samples.length < samplesPerClass && text.trim() !== '' && text.length <= 300) {
      this.#samples.set(label, [...samples, { text: detached(text), label }]);
    }
  }

  #sample(labels: number[]): LabelledText[] {
    const perClass = labels.map((label) => this.#samples.get(label) ?? []);
    const spread = Array.from({ length: samplesPerClass }, (_, turn) => perClass.flatMap((texts) => texts[turn] ?? []));
    return spread.flat().slice(0, samplesInAll);
  }

  #classProblems(labels: number[]): Problem[] {
    if (this.rows === 0) return [{ field: 'data', message: 'data.csv is empty; it needs rows of label,text' }];
    if (this.#tooManyClasses) {
      return [
        {
          field: 'data',
          message: `there are more than ${mostClasses} different labels; the first column must be the class, not a number of the row`,
        },
      ];
    }
    if (labels.length === 0) return [];
    const problems: Problem[] = [];
    if (labels.length === 1) {
      problems.push({
        field: 'data',
        message: `only class ${labels[0] ?? 0} occurs; a classifier needs at least two classes, 0 and 1`,
      });
    }
    const last = labels.at(-1) ?? 0;
    if (last !== labels.length - 1) {
      const missing = missingLabels(labels, last);
      problems.push({
        field: 'data',
        message: `labels must run 0..n-1 without a gap; found ${labels.length} classes up to ${last}, missing ${missing}`,
      });
    }
    return problems;
  }

  #warnings(labels: number[]): string[] {
    const counts = labels.map((label) => this.#counts.get(label) ?? 0);
    const most = Math.max(...counts, 0);
    const least = Math.min(...counts, most);
    const warnings: string[] = [];
    if (least > 0 && most / least >= 10)
      warnings.push(`classes are unbalanced: the largest has ${most} rows, the smallest ${least}`);
    if (this.#overlong > 0)
      warnings.push(`${this.#overlong} texts are longer than ${overlongCharacters} characters; encoders cut them`);
    if (labels.length > 1 && least < 8)
      warnings.push(`the smallest class has only ${least} rows; expect poor accuracy`);
    return warnings;
  }
}

/** A copy: a part of a text keeps the whole piece of the file alive that it was cut from. */
const detached = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

/** A first row without an integer label whose words are those of a header. */
function looksLikeHeader(fields: string[]): boolean {
  return /^\s*(label|labels|class|target|category|sentiment|y|index|id|text|sentence|review)\s*$/i.test(
    fields[0] ?? '',
  );
}

function missingLabels(labels: number[], last: number): string {
  const present = new Set(labels);
  const missing: number[] = [];
  for (let label = 0; label < last && missing.length < 10; label++) if (!present.has(label)) missing.push(label);
  return missing.join(', ') + (last + 1 - labels.length > missing.length ? ', …' : '');
}
