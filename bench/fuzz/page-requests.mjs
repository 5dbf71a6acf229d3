// What a hostile page, or another program of this machine, may send to the ports that `up` and `codec-server` open.
import { Buffer } from 'node:buffer';
import { broken, latin, texts, value } from './requests.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./requests.mjs').Request} Request */
/** `origin`: of the pages that may ask there, where they are not its own. @typedef {{ host: string; origin?: string; cookie?: string; paths: readonly string[] }} Door */

/** Names of workflows that only such a request would start. */
export const forbidden = 'fuzz-from-a-page';

const temporal = '/api/v1/namespaces/default/workflows';
export const temporalPaths = [
  ...['/', '/api/v1/namespaces', temporal, `${temporal}/${forbidden}`, `${temporal}/${forbidden}/signal/approve`],
  ...[`/namespaces/default/workflows/${forbidden}`, `${temporal}/x/terminate`, '//api/v1/namespaces', '/swagger.json'],
];
export const codecPaths = ['/encode', '/decode', '/constructor', '/__proto__', '/'];
export const consolePaths = [
  ...['/', '/runs/x', '/assets/x.js', '/assets/%2e%2e/package.json', '/api/v1/openapi.json', '/api/session'],
  ...['/api/v1/health', '/api/v1/runs', '/api/v1/runs/x', '/api/v1/runs/x/decisions', '/api/v1/runs/x/cancel'],
  ...[
    '/api/v1/runs/x/log',
    '/api/v1/models',
    '/api/v1/models/x',
    '/api/v1/plans',
    '/api/v1/data',
    '/api/v1/data/check',
  ],
  ...['/api/v1/endpoints', '/api/v1/endpoints/x', '/api/v1/endpoints/x/predictions', '/api/v1/endpoints/x/extensions'],
];

const members = [
  ...[
    'kind',
    'request',
    'model',
    'id',
    'data',
    'hyperparameters',
    'tags',
    'gates',
    'endpoint',
    'token',
    'decision',
    'by',
  ],
  ...['gate', 'reason', 'payloads', 'metadata', 'workflowType', 'taskQueue', 'input', '__proto__', 'constructor'],
];

/**
 * One request; `isFromElsewhere`: a browser or the Host header says that it comes from another site, so that it must be refused.
 * @param {Random} random
 * @param {Door} door
 * @returns {Request & { isFromElsewhere: boolean }}
 */
export function pageRequestOf(random, { host, origin = `http://${host}`, cookie, paths }) {
  const fromElsewhere = random.of([
    { host: 'evil.example' },
    { host: `${host.split(':')[0]}.evil.example` },
    { host, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { host, origin: 'null' },
  ]);
  const isFromElsewhere = random.is(0.3);
  /** @type {Record<string, string>} */
  const headers = {
    'content-type': random.of([
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      'application/json;charset=x',
    ]),
    ...(random.is(0.1) ? { 'x-http-method-override': 'POST' } : {}),
    ...(random.is(0.1) ? { authorization: `Bearer ${random.of(texts)}` } : {}),
    ...(random.is(0.1) ? { 'accept-encoding': random.of(texts), range: 'bytes=9-1' } : {}),
    ...(cookie === undefined || random.is(0.2) ? {} : { cookie }),
    ...(isFromElsewhere ? fromElsewhere : { host, origin, 'sec-fetch-site': 'same-origin' }),
  };
  const method = random.of(['GET', 'GET', 'HEAD', 'POST', 'POST', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
  const asked = target(random, paths);
  // Whoever signs out is refused everything from then on.
  if (method === 'DELETE' && asked.startsWith('/api/session')) delete headers.cookie;
  return {
    method,
    target: asked,
    headers: latin(headers),
    body: Buffer.from(body(random, method)),
    isFromElsewhere,
  };
}

/** @param {Random} random @param {readonly string[]} paths */
function target(random, paths) {
  const path = random.of(paths);
  const named = random.is(0.3) ? path.replace(/(?<=\/)x(?=\/|$)/, encodeURIComponent(random.of(texts))) : path;
  return random.is(0.2)
    ? `${named}?${random.of(['x=%zz', 'limit=-1', 'page=NaN', '__proto__=1', 'a[b]=c', '='.repeat(500)])}`
    : named;
}

/** @param {Random} random @param {string} method */
function body(random, method) {
  if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return '';
  if (random.is(0.2)) return random.of(broken);
  const names = Array.from({ length: random.integer(8) }, () => random.of(members));
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, value(random, 0)])));
}
