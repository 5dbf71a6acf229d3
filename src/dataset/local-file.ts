import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DatasetReport } from '../contract/dataset.js';
import { unseenDataset } from '../contract/dataset.js';
import { labelsFile } from '../contract/label-names.js';
import { dataFileOf, dataFilesIn, onceOnly } from './data-file.js';
import { fileBytes } from './file-bytes.js';
import { inspectDataset } from './inspect.js';
import type { RowsRule } from './inspection.js';
import { withLabelNames } from './label-names.js';
import { mendOfFolders, withMend } from './mend.js';
import { errorText } from '../contract/text/error-text.js';

/** Checks a local `data.csv`; a file that can't be read is a problem of the report, not an exception. */
export async function inspectLocalDataset(
  location: string,
  onProgress?: (progress: { bytes: number; rows: number }) => void,
  rule: RowsRule = {},
): Promise<DatasetReport> {
  try {
    const file = await dataFileOf(location);
    const report = await inspectDataset({ uri: location, bytes: fileBytes(file) }, onProgress, rule);
    return rule.heldOut === true ? report : withLabelNames(report, await localLabels(file));
  } catch (error) {
    const mend = rule.heldOut === true ? null : await mendOfFolders(location);
    return withMend(unreadable(location, error, mend === null ? await dataFilesIn(location) : []), mend);
  }
}

/** The same for data that is read again after the check, to be uploaded or evaluated. */
export async function inspectKeptDataset(location: string, rule: RowsRule = {}): Promise<DatasetReport> {
  const once = await onceOnly(location);
  return once === null
    ? inspectLocalDataset(location, undefined, rule)
    : unseenDataset(location, [{ field: 'data', message: `"${location}" ${once}` }]);
}

/** What the `labels.json` beside a file named `data.csv` holds; null where there is none. */
export async function localLabels(file: string): Promise<string | null> {
  if (path.basename(file) !== 'data.csv') return null;
  try {
    return await readFile(path.join(path.dirname(file), labelsFile), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The report of data that can't be opened; it names the very file, which may be one in a directory that exists. */
function unreadable(uri: string, error: unknown, others: readonly string[]): DatasetReport {
  const { code, path: file = uri } = error as NodeJS.ErrnoException;
  const reason =
    code === 'ENOENT'
      ? others.length > 0
        ? `does not exist; the directory holds ${others.slice(0, 5).join(', ')}${others.length > 5 ? ', …' : ''}: give ${others.length === 1 ? 'that file' : 'the one that you mean, or several to data prepare'}`
        : 'does not exist; give a data.csv, a directory that holds one, or an s3:// prefix'
      : code === 'EACCES'
        ? 'may not be read; check its permissions'
        : `can't be read (${errorText(error)})`;
  return unseenDataset(uri, [{ field: 'data', message: `"${file}" ${reason}` }]);
}
