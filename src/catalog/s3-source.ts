import type { S3Client } from '@aws-sdk/client-s3';
import { DocumentCache } from './document-cache.js';
import type { DocumentSource } from './documents.js';

/**
 * Documents of a region's content bucket. Each read asks S3 whether the copy on disk is still the same (`If-None-Match`) and downloads
 * only what changed. The S3 client is loaded with the first read. An overridden endpoint is a test or a stand-in, whose documents
 * must not be taken for AWS's: it gets no copy on disk.
 */
export function s3Source(region: string, bucket: string): DocumentSource {
  const overridden = (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;
  const cache = overridden ? null : new DocumentCache(bucket);
  let client: Promise<S3Client> | undefined;
  const connect = async (): Promise<S3Client> => {
    const { S3Client } = await import('@aws-sdk/client-s3');
    return new S3Client({ region, forcePathStyle: overridden });
  };
  return {
    name: `s3://${bucket}`,
    async read(key) {
      client ??= connect();
      const { GetObjectCommand } = await import('@aws-sdk/client-s3');
      const known = (await cache?.get(key)) ?? null;
      try {
        const IfNoneMatch = known === null ? {} : { IfNoneMatch: known.etag };
        const answer = await (await client).send(new GetObjectCommand({ Bucket: bucket, Key: key, ...IfNoneMatch }));
        const text = (await answer.Body?.transformToString('utf-8')) ?? '';
        if (answer.ETag !== undefined) await cache?.put(key, { etag: answer.ETag, text });
        return text;
      } catch (error) {
        if (known !== null && isNotModified(error)) return known.text;
        throw error;
      }
    },
  };
}

const isNotModified = (error: unknown): boolean =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 304;
