import { forgetUpload, uploadIn } from '../requests/multipart-upload.js';
import type { S3Operation } from '../requests/s3-call.js';

export const abortMultipartUpload: S3Operation = (call, store) => {
  forgetUpload(store, uploadIn(store, call));
  return { status: 204 };
};
