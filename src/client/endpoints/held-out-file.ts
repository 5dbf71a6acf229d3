import type { DatasetReport } from '../../contract/dataset.js';
import { defined } from '../../contract/defined.js';
import { inspectKeptDataset } from '../../dataset/index.js';
import { InvalidInputError } from '../errors.js';

/** Checks a file of held-out rows by the rule that is theirs: any of the classes that the model knows. @throws InvalidInputError for a file with problems */
export async function heldOutFile(file: string, knownClasses?: number): Promise<DatasetReport> {
  const report = await inspectKeptDataset(file, { heldOut: true, ...defined({ knownClasses }) });
  if (report.problems.length === 0) return report;
  throw new InvalidInputError(report.problems.map(({ message }) => ({ field: 'data', message })));
}
