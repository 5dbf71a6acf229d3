import type { Payload } from '@temporalio/common';

/** A payload as codec servers exchange it: every run of bytes in Base64. */
export interface PayloadJson {
  readonly metadata?: Record<string, string>;
  readonly data?: string;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytes = (text: string): Uint8Array => Buffer.from(text, 'base64');
const each = <A, B>(record: Record<string, A>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

export const payloadToJson = ({ metadata, data }: Payload): PayloadJson => ({
  metadata: each(metadata ?? {}, base64),
  data: base64(data ?? new Uint8Array()),
});

export const payloadFromJson = ({ metadata = {}, data = '' }: PayloadJson): Payload => ({
  metadata: each(metadata, bytes),
  data: bytes(data),
});
