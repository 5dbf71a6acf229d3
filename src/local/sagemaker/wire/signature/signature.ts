import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { accessKeyId, secretAccessKey } from '../account.js';
import { isRegion } from '../region-name.js';
import { header } from '../http/call.js';
import type { Call } from '../http/call.js';

/** Where a signature is valid, from the credential scope of the Authorization header. */
export interface Scope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export type SignatureFault = 'missing' | 'malformed' | 'unknown key' | 'mismatch' | 'skew';

interface Authorization extends Scope {
  readonly accessKey: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const authorizationPattern =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const skewMs = 15 * 60 * 1000;

export function parseAuthorization(text: string | undefined): Authorization | 'missing' | 'malformed' {
  if (text === undefined) return 'missing';
  const [, accessKey, date, region, service, headers, signature] = authorizationPattern.exec(text) ?? [];
  if (!accessKey || !date || !region || !service || !headers || !signature || !isRegion(region)) return 'malformed';
  return { accessKey, date, region, service, signedHeaders: headers.split(';'), signature };
}

/** What is wrong with what a request claims, before its body has been read: then it need not be. */
export function claimFault(call: Call, now = Date.now()): Exclude<SignatureFault, 'mismatch'> | undefined {
  const parsed = parseAuthorization(header(call, 'authorization'));
  if (typeof parsed === 'string') return parsed;
  if (parsed.accessKey !== accessKeyId) return 'unknown key';
  const signedAt = parseAmzDate(header(call, 'x-amz-date'));
  // An unsigned Host would let a signature be replayed at another server.
  if (signedAt === undefined || !parsed.signedHeaders.includes('host')) return 'malformed';
  return Math.abs(now - signedAt) > skewMs ? 'skew' : undefined;
}

/**
 * Verifies an AWS Signature Version 4. `payloadHash` is the hex SHA-256 of the body, or, for S3, the text of
 * `x-amz-content-sha256`, which S3 then checks against the body by itself.
 */
export function verifySignature(call: Call, payloadHash: string, now = Date.now()): SignatureFault | undefined {
  const fault = claimFault(call, now);
  if (fault !== undefined) return fault;
  const parsed = parseAuthorization(header(call, 'authorization'));
  if (typeof parsed === 'string') return parsed;
  const expected = sign(parsed, header(call, 'x-amz-date') ?? '', canonicalRequest(call, parsed, payloadHash));
  return timingSafeEqual(Buffer.from(expected, 'hex'), Buffer.from(parsed.signature, 'hex')) ? undefined : 'mismatch';
}

function sign(scope: Scope, amzDate: string, canonical: string): string {
  const { date, region, service } = scope;
  const text = ['AWS4-HMAC-SHA256', amzDate, `${date}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  return hmac(key, text).toString('hex');
}

function canonicalRequest(call: Call, authorization: Authorization, payloadHash: string): string {
  const { signedHeaders, service } = authorization;
  // Every service but S3 signs the path percent-encoded once more.
  const path = service === 's3' ? call.rawPath : call.rawPath.split('/').map(encode).join('/');
  const query = call.query
    .map(({ name, value }) => `${encode(name)}=${encode(value)}`)
    .sort(byCodeUnits)
    .join('&');
  const headers = signedHeaders.map((name) => `${name}:${(header(call, name) ?? '').trim().replace(/ +/g, ' ')}\n`);
  return [call.method, path, query, headers.join(''), signedHeaders.join(';'), payloadHash].join('\n');
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** RFC 3986: everything but the unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function parseAmzDate(text: string | undefined): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
