import { readBody } from '../../../wire/http/read-body.js';
import { children, childText, readXml } from '../../../wire/xml/read-xml.js';
import { element } from '../../../wire/xml/xml-element.js';
import { checkWritable } from '../requests/check-writable.js';
import { checkPayload } from '../requests/receive-object.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Operation } from '../requests/s3-call.js';

/** It takes 1000 keys of at most 1024 bytes, written as XML. */
const bodyLimit = 4 * 1024 * 1024;

export const deleteObjects: S3Operation = async (call, store) => {
  checkWritable(store, call);
  const body = await readBody(call.request, bodyLimit);
  checkPayload(call, body);
  const request = readXml(body.toString('utf8'));
  const keys = children(request, 'Object').map((object) => childText(object, 'Key') ?? '');
  for (const key of keys) store.delete(call.bucket, key);
  const quiet = childText(request, 'Quiet') === 'true';
  const deleted = quiet ? [] : keys.map((key) => element('Deleted', [element('Key', key)]));
  return { xml: element('DeleteResult', deleted, s3Namespace) };
};
