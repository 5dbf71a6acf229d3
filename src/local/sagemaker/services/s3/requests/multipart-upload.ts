import { queryValue } from '../../../wire/http/call.js';
import type { ObjectStore } from '../objects/object-store.js';
import type { Upload } from '../objects/upload-store.js';
import type { S3Call } from './s3-call.js';

/** The upload that a request is about. @throws ServiceError NoSuchUpload */
export function uploadIn(store: ObjectStore, call: S3Call): Upload {
  return store.uploads.get(call.bucket, call.key, queryValue(call, 'uploadId') ?? '');
}

/** Ends an upload: its parts go with it. */
export function forgetUpload(store: ObjectStore, upload: Upload): void {
  const { parts } = store.uploads.get(upload.bucket, upload.key, upload.id);
  store.uploads.remove(upload);
  for (const { file } of Object.values(parts)) store.bodies.remove(file);
}
