import { checkWritable } from '../requests/check-writable.js';
import { checksumHeaders } from '../requests/object-headers.js';
import { propertiesOf } from '../requests/object-properties.js';
import { checkWrite } from '../requests/preconditions.js';
import { receiveObject } from '../requests/receive-object.js';
import type { S3Operation } from '../requests/s3-call.js';

export const putObject: S3Operation = async (call, store) => {
  checkWritable(store, call);
  checkWrite(call, store.peek(call.bucket, call.key));
  const staged = await receiveObject(call, store.bodies);
  try {
    // Once more: another writer may have finished while this body was on its way.
    checkWrite(call, store.peek(call.bucket, call.key));
    const record = store.commit(call.bucket, call.key, staged, {
      properties: propertiesOf(call),
      checksum: staged.checksum,
    });
    return { headers: { etag: `"${record.etag}"`, ...checksumHeaders(record) } };
  } catch (error) {
    store.bodies.remove(staged.file);
    throw error;
  }
};
