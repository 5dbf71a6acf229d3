import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import type { RowsRule } from '../../dataset/index.js';
import type { DatasetReport } from '../../contract/dataset.js';
import { unseenDataset } from '../../contract/dataset.js';
import { labelsFile } from '../../contract/label-names.js';
import { shellWord } from '../../contract/shell-word.js';
import { inspectDataset, withLabelNames } from '../../dataset/index.js';
import type { AwsClients } from '../clients.js';
import { dataDigest } from '../data-digest.js';
import { classify, messageOf } from '../errors.js';
import { readLabels } from '../artifact-labels.js';
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
    const { etag, bytes } = await getObject(clients, location, options.signal);
    const promised = contentAddress.exec(key)?.groups?.['sha256'];
    const hash = promised === undefined ? null : createHash('sha256');
    const content = hash === null ? bytes : hashed(bytes, hash);
    const found = await inspectDataset({ uri, etag, bytes: content }, options.onProgress, options.rule);
    const isHeldOut = options.rule?.heldOut === true;
    if (hash === null && isHeldOut) return found;
    const labels = await readLabels(clients, `${uri}${labelsFile}`, options.signal);
    if (hash !== null && promised !== dataDigest(hash.digest('hex'), labels)) {
      const message = `"${uri}data.csv" is not what was uploaded there: its SHA-256 is another than its prefix says; upload the data again`;
      return { ...found, problems: [...found.problems, { field: 'data', message }] };
    }
    return isHeldOut ? found : withLabelNames(found, labels);
  } catch (error) {
    const message = refusal(error);
    if (message === null) throw error;
    const named = (error as Error).name === 'NoSuchKey' ? file.exec(uri)?.[1] : undefined;
    return unseenDataset(uri, [
      { field: 'data', message: named === undefined ? `"${uri}data.csv" ${message}` : ofFile(uri.slice(0, -1), named) },
    ]);
  }
}

/** Where uploads go: who may write the bucket can put something else there between the upload and this look. */
const contentAddress = /^tunewright\/data\/(?<sha256>[0-9a-f]{64})\/$/;

async function* hashed(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

/** A file where a prefix is expected. */
const file = /\/([^/]+\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet|gz|zip|xlsx))\/$/i;

const ofFile = (uri: string, name: string): string =>
  `"${uri}" is taken as a prefix, which must hold a file named data.csv; to make a data set of that file: aws s3 cp ${shellWord(uri)} . && tunewright data prepare ${shellWord(name)} --out prepared`;

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
