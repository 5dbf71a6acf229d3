/** Where the catalogue reads its documents: a content bucket or a directory. Keys are those of the bucket. */
export interface DocumentSource {
  /** Shown in messages, e.g. `s3://jumpstart-cache-prod-us-east-1`. */
  readonly name: string;
  /** @throws when the document can't be had */
  read(key: string): Promise<string>;
}
