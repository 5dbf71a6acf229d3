import { Aws, askingAws, heldOutFile, InvalidInputError, upload, uploadTarget } from '../../../client/index.js';
import { problemsAndMend } from '../../../contract/dataset.js';
import { inspectKeptDataset } from '../../../dataset/index.js';
import { defaultBucket } from '../../../plan/index.js';
import { exitCodes } from '../../exit-codes.js';
import { print, printJson } from '../../output.js';
import { regionOf } from '../../region.js';

export interface UploadOptions {
  bucket?: string;
  createBucket?: true;
  dataKey?: string;
  heldOut?: true;
  region?: string;
  json?: true;
}

/** Uploads a data set that is in order; the same content goes to the same key, and is uploaded once. */
export async function uploadDataset(location: string, options: UploadOptions): Promise<number> {
  if (location.startsWith('s3://')) {
    throw new InvalidInputError([
      { field: 'path', message: `"${location}" is on S3 already; give a local file or directory` },
    ]);
  }
  const region = await regionOf(options.region);
  const aws = new Aws();
  const report = options.heldOut === true ? await heldOutFile(location) : await inspectKeptDataset(location);
  if (report.problems.length > 0) throw new InvalidInputError(problemsAndMend(report));
  const bucket =
    options.bucket ?? defaultBucket({ region, account: (await askingAws(() => aws.identity(region))).account });
  const target = await uploadTarget(location, bucket);
  const outcome = await askingAws(() =>
    upload(aws.clients(region), target, { createBucket: options.createBucket === true, kmsKeyId: options.dataKey }),
  );
  if (options.json === true) printJson({ uri: target.uri, outcome, rows: report.rows, bytes: target.bytes });
  else print(`${target.uri} (${outcome === 'present' ? 'was there already' : 'uploaded'})`);
  return exitCodes.done;
}
