import type { S3Client } from '@aws-sdk/client-s3';
import type { DocumentSource } from './documents.js';

/** Documents of a region's content bucket by plain GetObject; the S3 client is loaded with the first read. */
export function s3Source(region: string, bucket: string): DocumentSource {
  let client: Promise<S3Client> | undefined;
  const connect = async (): Promise<S3Client> => {
    const { S3Client } = await import('@aws-sdk/client-s3');
    const overridden = (process.env['AWS_ENDPOINT_URL_S3'] ?? process.env['AWS_ENDPOINT_URL']) !== undefined;
    return new S3Client({ region, forcePathStyle: overridden });
  };
  return {
    name: `s3://${bucket}`,
    async read(key) {
      client ??= connect();
      const { GetObjectCommand } = await import('@aws-sdk/client-s3');
      const answer = await (await client).send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return (await answer.Body?.transformToString('utf-8')) ?? '';
    },
  };
}
