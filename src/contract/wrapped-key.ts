/** An encryption key that AWS KMS has wrapped. Holds no secret: without the right to use the KMS key nobody can unwrap it. */
export interface WrappedKey {
  /** ARN of the KMS key. */
  readonly keyArn: string;
  readonly ciphertext: Uint8Array;
  /** What it was wrapped for; KMS unwraps it for nothing else. */
  readonly encryptionContext: Readonly<Record<string, string>>;
}
