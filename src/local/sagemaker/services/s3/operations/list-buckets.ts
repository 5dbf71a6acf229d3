import { element } from '../../../wire/xml/xml-element.js';
import { s3Namespace } from '../requests/s3-call.js';
import type { S3Operation } from '../requests/s3-call.js';

export const listBuckets: S3Operation = (_call, store) => {
  const buckets = store
    .list()
    .map(({ name, region, createdAt }) =>
      element('Bucket', [
        element('Name', name),
        element('CreationDate', new Date(createdAt).toISOString()),
        element('BucketRegion', region),
      ]),
    );
  const owner = element('Owner', [element('ID', '0'.repeat(64))]);
  return { xml: element('ListAllMyBucketsResult', [owner, element('Buckets', buckets)], s3Namespace) };
};
