import { queryValue } from '../../../wire/http/call.js';
import { ServiceError } from '../../../wire/service-error.js';
import type { StagedBody } from '../objects/body-files.js';
import type { ObjectChecksum } from '../objects/object-record.js';
import type { ObjectStore } from '../objects/object-store.js';
import { uploadIn } from './multipart-upload.js';
import type { S3Call } from './s3-call.js';

const partLimit = 10_000;

/** Adds what `stage` brings to the upload that the request names. @throws ServiceError NoSuchUpload, InvalidArgument */
export async function addPart<Body extends StagedBody & { readonly checksum?: ObjectChecksum }>(
  store: ObjectStore,
  call: S3Call,
  stage: () => Promise<Body>,
): Promise<Body> {
  const upload = uploadIn(store, call);
  const number = Number(queryValue(call, 'partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > partLimit) {
    throw new ServiceError('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  const staged = await stage();
  try {
    const before = store.uploads.addPart(upload, number, staged);
    if (before !== undefined) store.bodies.remove(before.file);
  } catch (error) {
    store.bodies.remove(staged.file);
    throw error;
  }
  return staged;
}
