import type { RowsRule } from '../dataset/index.js';
import type { DatasetReport } from '../contract/dataset.js';
import { unseenDataset } from '../contract/dataset.js';
import { labelsFile } from '../contract/label-names.js';
import { inspectDataset, withLabelNames } from '../dataset/index.js';
import type { AwsClients } from './clients.js';
import { classify, messageOf } from './errors.js';
import { readLabels } from './label-names.js';
import { getObject, parseS3Uri } from './storage.js';

/** Checks the `data.csv` under an `s3://` prefix; one that is not there or may not be read is a problem of the report. */
export async function inspectS3Dataset(
  clients: AwsClients,
  uri: string,
  options: {
    signal?: AbortSignal;
    onProgress?: (progress: { bytes: number; rows: number }) => void;
    rule?: RowsRule;
  } = {},
): Promise<DatasetReport> {
  const { bucket, key } = parseS3Uri(uri);
  const location = { bucket, key: `${key}data.csv` };
  try {
    const object = await getObject(clients, location, options.signal);
    const report = await inspectDataset(
      { uri, etag: object.etag, bytes: object.bytes },
      options.onProgress,
      options.rule,
    );
    if (options.rule?.heldOut === true) return report;
    return withLabelNames(report, await readLabels(clients, `${uri}${labelsFile}`, options.signal));
  } catch (error) {
    const message = refusal(error);
    if (message === null) throw error;
    return unseenDataset(uri, [{ field: 'data', message: `"${uri}data.csv" ${message}` }]);
  }
}

function refusal(error: unknown): string | null {
  const { name } = error as Error;
  if (name === 'NoSuchKey') return 'does not exist; the prefix must hold a file named data.csv';
  if (name === 'NoSuchBucket') return 'does not exist: there is no such bucket';
  if (name === 'PermanentRedirect')
    return 'lies in a bucket of another region; train in that region (--region) or copy it';
  if (classify(error).type === 'AccessDenied')
    return `may not be read with the credentials in use: ${messageOf(error)}`;
  return null;
}
