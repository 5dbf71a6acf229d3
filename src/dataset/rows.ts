import { Readable } from 'node:stream';
import Papa from 'papaparse';

/** One record of a CSV file: its fields and whether its quoting is broken. Empty lines are records too. */
export interface Row {
  /** From 1; a record may span several lines. */
  number: number;
  fields: string[];
  brokenQuotes: boolean;
}

/** Splits text into records by RFC 4180 as it streams; the delimiter is the comma. A last line break ends the last record. */
export async function* readRows(text: AsyncIterable<string>): AsyncGenerator<Row> {
  const batches: Row[][] = [];
  let wake: (() => void) | undefined;
  let ended = false;
  let failure: Error | undefined;
  let number = 0;
  const notify = (): void => wake?.();

  const source = Readable.from(text, { objectMode: false, encoding: 'utf8' });
  source.on('error', (error: Error) => {
    failure = error;
    notify();
  });
  Papa.parse<string[]>(source, {
    delimiter: ',',
    skipEmptyLines: false,
    chunk: ({ data, errors }, parser) => {
      const broken = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
      batches.push(
        data.map((fields, index) => ({ number: ++number, fields, brokenQuotes: broken.has(index) })),
      );
      // Without a pause a large file would be held in memory as fast as it can be read.
      parser.pause();
      resume = () => parser.resume();
      notify();
    },
    complete: () => {
      ended = true;
      notify();
    },
    error: (error: Error) => {
      failure = error;
      notify();
    },
  });
  let resume: (() => void) | undefined;
  let held: Row | undefined;
  for (;;) {
    const batch = batches.shift();
    if (batch !== undefined) {
      for (const row of batch) {
        if (held !== undefined) yield held;
        held = row;
      }
      continue;
    }
    if (failure !== undefined) throw failure;
    if (ended) break;
    const waiting = new Promise<void>((resolve) => (wake = resolve));
    const go = resume;
    resume = undefined;
    go?.();
    if (batches.length === 0 && !ended && failure === undefined) await waiting;
  }
  // The line break at the end of the file leaves one empty record behind.
  if (held !== undefined && !(held.fields.length === 1 && held.fields[0] === '')) yield held;
}
