import type { DatasetProblem, DatasetReport } from '../contract/dataset.js';
import { defined } from '../contract/defined.js';
import { DataReader } from './data-reader.js';
import type { RowsRule } from './inspection.js';
import { Inspection } from './inspection.js';
import { mendOf, withMend } from './mend.js';

export interface DatasetSource {
  uri: string;
  etag?: string;
  bytes: AsyncIterable<Uint8Array>;
}

/** Reads `data.csv` once, as a stream, and reports what it holds and what is wrong with it. Memory does not grow with the file. */
export async function inspectDataset(
  source: DatasetSource,
  onProgress: (progress: { bytes: number; rows: number }) => void = () => undefined,
  rule: RowsRule = {},
): Promise<DatasetReport> {
  const inspection = new Inspection(rule);
  const reader = new DataReader((record) => void inspection.take(record));
  let bytes = 0;
  for await (const chunk of source.bytes) {
    bytes += chunk.byteLength;
    reader.push(chunk);
    onProgress({ bytes, rows: inspection.rows });
    if (reader.kind !== null) break;
  }
  reader.end();
  const report = reportOf(reader, inspection);
  const mend = rule.heldOut === true ? null : await mendOf(source.uri, reader, report);
  return withMend(
    { uri: source.uri, ...defined({ etag: source.etag }), bytes, blankLines: reader.blankLines, ...report },
    mend,
  );
}

/** What reader and rows say together; to be called once, at the end. */
export function reportOf(reader: DataReader, inspection: Inspection): ReturnType<Inspection['summary']> {
  const summary = inspection.summary();
  return {
    ...summary,
    problems: reader.kind === null ? [...formProblems(reader), ...summary.problems] : [kindProblem(reader.kind)],
    warnings: [
      ...(reader.byteOrderMark
        ? ['data.csv begins with a byte order mark; it was skipped, but not every reader does so']
        : []),
      ...summary.warnings,
    ],
  };
}

const kindProblem = ({ name, what, mend }: NonNullable<DataReader['kind']>): DatasetProblem => ({
  field: 'data',
  fault: name,
  message: `the file ${what}; ${mend}`,
});

const formProblems = ({ returnEndsLine }: DataReader): DatasetProblem[] =>
  returnEndsLine
    ? [
        {
          field: 'data',
          fault: 'returnEndsLine',
          message: 'lines end in a carriage return alone, as on old Macs; save the file with LF line ends',
        },
      ]
    : [];
