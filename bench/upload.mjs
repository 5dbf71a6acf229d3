// Upload of local data at the size at which one request no longer does: a sparse file of the given megabytes (default 5200) goes to a stand-in of S3 that
// counts and forgets the bytes and answers 503 to some parts, each as many times as given.
//   node bench/upload.mjs [megabytes=5200] [every so many parts=50] [times=1]
// Prints {"megabytes","parts","largestPartMegabytes","busyAnswers","sentMegabytes","hashSeconds","uploadSeconds","peakMegabytes"}; fails unless
// the parts that were taken make up the file in their order, each with the digest that S3 is to check.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Buffer } from 'node:buffer';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

const [megabytes = 5200, every = 50, times = 1] = process.argv.slice(2).map(Number);
const bytes = megabytes * 1_000_000;
const directory = mkdtempSync(path.join(tmpdir(), 'tunewright-bench-'));
const file = path.join(directory, 'data.csv');

/**
 * Bytes of each part that was taken.
 * @type {Map<number, number>}
 */
const taken = new Map();
/** @type {Map<number, number>} */
const refused = new Map();
/** @type {string[]} */
const ends = [];
let sent = 0;
/** Of zeros, by their number: the file has nothing else. @type {Map<number, string>} */
const digests = new Map();

const server = createServer((request, response) => {
  const { method = '', url = '', headers } = request;
  const part = Number(new URL(url, 'http://s3').searchParams.get('partNumber') ?? 0);
  let received = 0;
  request.on('data', (/** @type {Buffer} */ chunk) => (received += chunk.length));
  request.on('end', () => {
    if (method === 'PUT') sent += received;
    if (method === 'HEAD') return response.writeHead(url.includes('data.csv') ? 404 : 200).end();
    const before = refused.get(part) ?? 0;
    if (method === 'PUT' && part % every === 1 % every && before < times) {
      refused.set(part, before + 1);
      return response
        .writeHead(503)
        .end('<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>');
    }
    if (method === 'PUT') {
      const digest = headers['x-amz-checksum-sha256'];
      if (digest !== digestOf(received)) ends.push(`part ${part} came with the digest ${String(digest)}`);
      taken.set(part, received);
      return response.writeHead(200, { etag: `"${part}"`, 'x-amz-checksum-sha256': String(digest) }).end();
    }
    if (method === 'DELETE') ends.push('the upload was aborted');
    return response.writeHead(200).end('<Result><UploadId>u</UploadId><ETag>"e"</ETag></Result>');
  });
});

try {
  const descriptor = openSync(file, 'w');
  ftruncateSync(descriptor, bytes);
  closeSync(descriptor);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const { hashSeconds, uploadSeconds, peakMegabytes } = await uploaded(`http://127.0.0.1:${port}`);
  const parts = [...taken].sort(([a], [b]) => a - b);
  const sum = parts.reduce((total, [, size]) => total + size, 0);
  if (sum !== bytes || parts.some(([part], index) => part !== (parts.length === 1 ? 0 : 1) + index)) {
    ends.push(`${parts.length} parts of ${sum} bytes are not the file of ${bytes}`);
  }
  if (ends.length > 0) throw new Error(ends.slice(0, 5).join('\n'));
  const mega = (/** @type {number} */ value) => Math.round(value / 1e5) / 10;
  console.log(
    JSON.stringify({
      megabytes,
      parts: parts.length,
      largestPartMegabytes: mega(Math.max(...parts.map(([, size]) => size))),
      busyAnswers: [...refused.values()].reduce((total, each) => total + each, 0),
      sentMegabytes: mega(sent),
      hashSeconds,
      uploadSeconds,
      peakMegabytes,
    }),
  );
} finally {
  server.close();
  server.closeAllConnections();
  rmSync(directory, { recursive: true, force: true });
}

/**
 * By the library, in a process of its own.
 * @param {string} endpoint
 * @returns {Promise<{ hashSeconds: number, uploadSeconds: number, peakMegabytes: number }>}
 */
async function uploaded(endpoint) {
  const of = (/** @type {string} */ name) => JSON.stringify(new URL(`../dist/${name}`, import.meta.url).href);
  const program = `
    const { Aws } = await import(${of('aws/index.js')});
    const { upload, uploadTarget } = await import(${of('client/start/upload.js')});
    const began = performance.now();
    const target = await uploadTarget(${JSON.stringify(file)}, 'reviews');
    const hashed = performance.now();
    await upload(new Aws().clients('us-east-1'), target);
    const seconds = (from, to) => Math.round((to - from) / 100) / 10;
    console.log(JSON.stringify({
      hashSeconds: seconds(began, hashed),
      uploadSeconds: seconds(hashed, performance.now()),
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    }));
  `;
  const env = { ...process.env, AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end();
  let stdout = '';
  for await (const chunk of child.stdout) stdout += String(chunk);
  if (stdout === '') throw new Error('the upload did not come to its end');
  return JSON.parse(stdout);
}

/** @param {number} length */
function digestOf(length) {
  const known = digests.get(length) ?? createHash('sha256').update(Buffer.alloc(length)).digest('base64');
  digests.set(length, known);
  return known;
}
