import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { accessKeys } from '../account.js';
import { isRegion } from '../region-name.js';
import { header, queryValue } from '../http/call.js';
import type { Call } from '../http/call.js';

/** Where a signature is valid, from the credential scope of the Authorization header. */
export interface Scope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

export type SignatureFault = 'missing' | 'malformed' | 'unknown key' | 'mismatch' | 'skew' | 'expired' | 'version 2';

interface Authorization extends Scope {
  readonly accessKey: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const authorizationPattern =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;
const skewMilliseconds = 15 * 60 * 1000;

export function parseAuthorization(text: string | undefined): Authorization | 'missing' | 'malformed' {
  if (text === undefined) return 'missing';
  const [, accessKey, date, region, service, headers, signature] = authorizationPattern.exec(text) ?? [];
  if (!accessKey || !date || !region || !service || !headers || !signature || !isRegion(region)) return 'malformed';
  return { accessKey, date, region, service, signedHeaders: headers.split(';'), signature };
}

/** What a request shows of its signature: in its Authorization header, or, as a presigned URL of S3 does, in its query. */
export function authorizationOf(call: Call): Authorization | 'missing' | 'malformed' | 'version 2' {
  const text = header(call, 'authorization');
  if (text !== undefined || !isPresigned(call)) return parseAuthorization(text);
  if (queryValue(call, 'AWSAccessKeyId') !== undefined) return 'version 2';
  const value = (name: string): string => queryValue(call, `X-Amz-${name}`) ?? '';
  const parsed = parseAuthorization(
    `${value('Algorithm')} Credential=${value('Credential')}, SignedHeaders=${value('SignedHeaders')}, Signature=${value('Signature')}`,
  );
  return typeof parsed === 'string' || parsed.service !== 's3' ? 'malformed' : parsed;
}

/** Is the request an URL that somebody has signed for whoever has it? */
export function isPresigned(call: Call): boolean {
  return ['X-Amz-Signature', 'AWSAccessKeyId'].some((name) => queryValue(call, name) !== undefined);
}

/** S3's longest life of a presigned URL. */
const longestLifeSeconds = 7 * 24 * 3600;

/** A header must be of now; an URL has a life of its own. */
function faultOfTime(call: Call, signedAt: number, now: number): 'skew' | 'expired' | 'malformed' | undefined {
  if (header(call, 'authorization') !== undefined)
    return Math.abs(now - signedAt) > skewMilliseconds ? 'skew' : undefined;
  const seconds = Number(queryValue(call, 'X-Amz-Expires') ?? NaN);
  if (!(seconds >= 1 && seconds <= longestLifeSeconds)) return 'malformed';
  if (signedAt - now > skewMilliseconds) return 'skew';
  return now > signedAt + seconds * 1000 ? 'expired' : undefined;
}

interface Claim {
  readonly authorization: Authorization;
  readonly amzDate: string;
}

/** What a request claims, or what is wrong with that: then its body need not be read. */
export function claimOf(call: Call, now = Date.now()): Claim | Exclude<SignatureFault, 'mismatch'> {
  const authorization = authorizationOf(call);
  if (typeof authorization === 'string') return authorization;
  if (!accessKeys.has(authorization.accessKey)) return 'unknown key';
  const amzDate = header(call, 'x-amz-date') ?? queryValue(call, 'X-Amz-Date') ?? '';
  const signedAt = parseAmzDate(amzDate);
  // An unsigned Host would let a signature be replayed at another server.
  if (signedAt === undefined || !authorization.signedHeaders.includes('host')) return 'malformed';
  return faultOfTime(call, signedAt, now) ?? { authorization, amzDate };
}

/**
 * Verifies an AWS Signature Version 4. `payloadHash` is the hex SHA-256 of the body, or, for S3, the text of
 * `x-amz-content-sha256`, which S3 then checks against the body by itself.
 */
export function verifySignature(call: Call, payloadHash: string, now = Date.now()): SignatureFault | undefined {
  const claim = claimOf(call, now);
  if (typeof claim === 'string') return claim;
  const { authorization, amzDate } = claim;
  const expected = Buffer.from(sign(authorization, amzDate, canonicalRequest(call, authorization, payloadHash)), 'hex');
  return timingSafeEqual(expected, Buffer.from(authorization.signature, 'hex')) ? undefined : 'mismatch';
}

function sign(scope: Authorization, amzDate: string, canonical: string): string {
  const { accessKey, date, region, service } = scope;
  const text = ['AWS4-HMAC-SHA256', amzDate, `${date}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${accessKeys.get(accessKey)}`);
  return hmac(key, text).toString('hex');
}

function canonicalRequest(call: Call, authorization: Authorization, payloadHash: string): string {
  const { signedHeaders, service } = authorization;
  // Every service but S3 signs the path percent-encoded once more.
  const path = service === 's3' ? call.rawPath : call.rawPath.split('/').map(encode).join('/');
  const query = call.query
    .filter(({ name }) => name !== 'X-Amz-Signature')
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
