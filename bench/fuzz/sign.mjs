// AWS Signature Version 4, so that hostile requests get past the door.
import { createHash, createHmac } from 'node:crypto';

/** @param {string | Buffer} data */
const sha256 = (data) => createHash('sha256').update(data).digest('hex');
/** @param {string | Buffer} key @param {string} text */
const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
/** @param {string} text */
const encoded = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * The headers of a request with a signature of `service`.
 * @param {{ method: string; target: string; headers: Record<string, string>; body: Buffer; service: string; region?: string }} request
 * @returns {Record<string, string>}
 */
export function signed({ method, target, headers, body, service, region = 'us-east-1' }) {
  const at = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const payload = service === 's3' ? 'UNSIGNED-PAYLOAD' : sha256(body);
  /** @type {Record<string, string>} */
  const all = { ...headers, 'x-amz-date': at, ...(service === 's3' ? { 'x-amz-content-sha256': payload } : {}) };
  const [path = '', query = ''] = target.split(/\?(.*)/s);
  const canonicalQuery = query
    .split('&')
    .filter(Boolean)
    .map((pair) => pair.split(/=(.*)/s))
    .map(([name = '', value = '']) => `${recoded(name)}=${recoded(value)}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join('&');
  const names = ['host', 'x-amz-date'];
  const canonical = [
    method,
    service === 's3' ? path : path.split('/').map(encoded).join('/'),
    canonicalQuery,
    ...names.map((name) => `${name}:${all[name] ?? ''}`),
    '',
    names.join(';'),
    payload,
  ].join('\n');
  const scope = [at.slice(0, 8), region, service, 'aws4_request'];
  const text = ['AWS4-HMAC-SHA256', at, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce((/** @type {string | Buffer} */ before, part) => hmac(before, part), 'AWS4test');
  const signature = hmac(key, text).toString('hex');
  const credential = `Credential=test/${scope.join('/')}`;
  const authorization = `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...all, authorization };
}

/** @param {string} text */
function recoded(text) {
  try {
    return encoded(decodeURIComponent(text.replaceAll('+', '%20')));
  } catch {
    return text;
  }
}
