import { addPart } from '../requests/add-part.js';
import { checksumHeader } from '../requests/object-headers.js';
import { receiveObject } from '../requests/receive-object.js';
import type { S3Operation } from '../requests/s3-call.js';

export const uploadPart: S3Operation = async (call, store) => {
  const staged = await addPart(store, call, () => receiveObject(call, store.bodies));
  return { headers: { etag: `"${staged.md5}"`, ...checksumHeader(staged.checksum) } };
};
