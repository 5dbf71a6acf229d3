import { queryValue } from '../../../wire/http/call.js';
import { ServiceError } from '../../../wire/service-error.js';
import { uploadIn } from '../requests/multipart-upload.js';
import { receiveObject } from '../requests/receive-object.js';
import type { S3Operation } from '../requests/s3-call.js';

const partLimit = 10_000;

export const uploadPart: S3Operation = async (call, store) => {
  const upload = uploadIn(store, call);
  const number = Number(queryValue(call, 'partNumber'));
  if (!Number.isInteger(number) || number < 1 || number > partLimit) {
    throw new ServiceError('InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive');
  }
  const staged = await receiveObject(call, store.bodies);
  try {
    const before = store.uploads.addPart(upload, number, staged);
    if (before !== undefined) store.bodies.remove(before.file);
  } catch (error) {
    store.bodies.remove(staged.file);
    throw error;
  }
  return { headers: { etag: `"${staged.md5}"`, 'x-amz-checksum-crc32': staged.crc32 } };
};
