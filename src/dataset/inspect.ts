import type { DatasetReport, LabelledText } from '../contract/dataset.js';
import { classProblems, classWarnings } from './classes.js';
import { decodeUtf8 } from './decode.js';
import { Findings } from './findings.js';
import { Repeats, repeatWarnings } from './repeats.js';
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
    onByteOrderMark: () => (inspection.byteOrderMark = true),
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
  byteOrderMark = false;
  readonly #findings = new Findings();
  readonly #repeats = new Repeats();
  readonly #counts = new Map<number, number>();
  readonly #samples = new Map<number, LabelledText[]>();
  #overlong = 0;
  #tooManyClasses = false;

  take(row: Row): void {
    this.rows += 1;
    const { number, fields } = row;
    if (row.broken !== undefined) return this.#findings.add(row.broken, number);
    if (number === 1 && looksLikeHeader(fields)) return this.#findings.add('header', 1, fields.join(','));
    if (this.invalidUtf8 && fields.some((field) => field.includes(replacementCharacter))) {
      this.#findings.add('notUtf8', number);
    }
    const [label = '', text = ''] = fields;
    if (fields.length !== 2)
      this.#findings.add(otherDelimiter(fields) ? 'delimiter' : 'columns', number, fields.join(','));
    // What stands in one column alone is neither label nor text for certain.
    if (fields.length < 2) return;
    const parsed = this.#label(label, number);
    if (text.trim() === '') this.#findings.add('emptyText', number);
    if (text.length > overlongCharacters) this.#overlong += 1;
    if (parsed === null) return;
    this.#count(parsed, text);
    this.#repeats.take(number, text, parsed);
  }

  summary(): Omit<DatasetReport, 'uri' | 'etag' | 'bytes'> {
    const labels = [...this.#counts.keys()].sort((a, b) => a - b);
    const counts = labels.map((label) => this.#counts.get(label) ?? 0);
    const repeats = this.#repeats.report();
    const { exact, duplicateRows, contradictingRows } = repeats;
    return {
      rows: this.rows,
      classes: labels.length,
      classCounts: counts,
      repeats: { exact, duplicateRows, contradictingRows },
      samples: this.#sample(labels),
      problems: [
        ...this.#findings.problems(),
        ...classProblems(this.rows, labels, this.#tooManyClasses ? mostClasses : null),
      ],
      warnings: [
        ...(this.byteOrderMark
          ? ['data.csv begins with a byte order mark; it was skipped, but not every reader does so']
          : []),
        ...classWarnings(counts),
        ...repeatWarnings(repeats),
        ...(this.#overlong > 0
          ? [`${this.#overlong} texts are longer than ${overlongCharacters} characters; encoders cut them`]
          : []),
      ],
    };
  }

  #label(label: string, row: number): number | null {
    if (/^\s*\d{1,9}\s*$/.test(label)) return Number(label);
    const trimmed = label.trim();
    if (trimmed === '') this.#findings.add('missingLabel', row);
    else if (/^-\d+$/.test(trimmed)) this.#findings.add('negativeLabel', row, label);
    else this.#findings.add('nonIntegerLabel', row, label);
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
}

/** A copy: a part of a text keeps the whole piece of the file alive that it was cut from. */
const detached = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

/** A first row without an integer label whose words are those of a header. */
function looksLikeHeader(fields: string[]): boolean {
  return /^\s*(label|labels|class|target|category|sentiment|y|index|id|text|sentence|review)\s*$/i.test(
    fields[0] ?? '',
  );
}

/** One column that holds a label and another usual delimiter: a spreadsheet's export. */
const otherDelimiter = (fields: string[]): boolean =>
  fields.length === 1 && /^\s*"?-?\d+"?\s*[;\t|]/.test(fields[0] ?? '');
