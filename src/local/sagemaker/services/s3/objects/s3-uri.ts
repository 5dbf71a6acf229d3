/** The parts of `s3://BUCKET/KEY`; the key may be empty or a prefix. Undefined for any other text. */
export function parseS3Uri(uri: string): { bucket: string; key: string } | undefined {
  const [, bucket, key = ''] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
  return bucket === undefined ? undefined : { bucket, key };
}
