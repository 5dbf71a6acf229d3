import { inspectKeptDataset } from '../../dataset/index.js';
import type { LocalData } from '../../plan/index.js';
import { defaultBucket } from '../../plan/index.js';
import type { UploadTarget } from './upload.js';
import { dataFile, targetIn } from './upload.js';

/** A request for data that is not on S3 yet. */
export interface RequestForLocalData<R> {
  /** Without `data`: a run can't read this machine's files. */
  request: R;
  report: LocalData;
  /** Where the data goes, once the report was made for an account; null where there is nothing to upload. */
  upload(): UploadTarget | null;
}

/** Null where the data is on S3, or none is named. */
export async function localData<R extends object>(
  request: R & { data?: string },
): Promise<RequestForLocalData<R> | null> {
  const { data: location, ...withoutData } = request;
  if (location === undefined || location.startsWith('s3://')) return null;
  const report = await inspectKeptDataset(location);
  const file = report.bytes === 0 ? null : await dataFile(location);
  let target: UploadTarget | null = null;
  return {
    request: withoutData as R,
    report: ({ region, account }) => {
      if (file === null || region === undefined || account === undefined) return Promise.resolve(report);
      target = targetIn(defaultBucket({ region, account }), file);
      return Promise.resolve({ ...report, uri: target.uri });
    },
    upload: () => target,
  };
}
