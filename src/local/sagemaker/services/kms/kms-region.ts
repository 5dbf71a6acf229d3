import type { JsonObject, Operation } from '../../wire/service/operation.js';

/** What AWS KMS is asked in. It keeps nothing: a wrapped key holds all that is needed. */
export interface KmsRegion {
  /** Its name, e.g. `us-east-1`. */
  readonly region: string;
}

export type KmsOperation = Operation<KmsRegion>;

export type EncryptionContext = Readonly<Record<string, string>>;

/** The context of an input that may not have been checked yet: rights are asked for before that. */
export function contextIn({ EncryptionContext: context }: JsonObject): EncryptionContext {
  const entries = Object.entries(context ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return Object.fromEntries(entries);
}
