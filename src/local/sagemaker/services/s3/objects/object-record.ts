/** Where the bytes of an object are. */
export type ObjectBody = { readonly file: string } | { readonly bytes: Buffer };

export interface ObjectChecksum {
  /** Base64 of the CRC32; for a multipart upload the CRC32 of the parts' CRC32s, a hyphen and their number. */
  readonly crc32: string;
  /** The same of SHA-256, where the client asked for it at the upload: S3 then answers with this one. */
  readonly sha256?: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** What a client says about an object when it writes it. */
export interface ObjectProperties {
  readonly contentType: string;
  /** Cache-Control, Content-Disposition, Content-Encoding, Content-Language, Expires: lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** User metadata, names without `x-amz-meta-`. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ObjectRecord extends ObjectProperties {
  readonly key: string;
  readonly size: number;
  /** Without the quotes that it has on the wire. */
  readonly etag: string;
  /** Milliseconds since 1970, whole seconds: HTTP dates carry no more. */
  readonly lastModified: number;
  readonly checksum: ObjectChecksum;
  readonly body: ObjectBody;
}

/** A bucket to read from: one of the store, or a virtual one. */
export interface Bucket {
  readonly name: string;
  readonly region: string;
  readonly createdAt: number;
  get(key: string): Promise<ObjectRecord | undefined>;
  /** All objects whose key starts with the prefix, in the order of the UTF-8 bytes of their keys. */
  list(prefix: string): Promise<readonly ObjectRecord[]>;
}

/** S3 orders keys by their UTF-8 bytes, not by UTF-16 code units as JavaScript does. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
