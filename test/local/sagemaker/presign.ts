import { createHash, createHmac } from 'node:crypto';
import { region } from './local-sagemaker.js';

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

interface Presigned {
  readonly ageSeconds?: number;
  readonly service?: string;
  /** Names that sort behind those of signatures. */
  readonly query?: Readonly<Record<string, string>>;
}

/** An URL signed in its query, as SDKs make them. */
export function presign(
  url: string,
  method: 'GET' | 'PUT' | 'POST',
  path: string,
  { ageSeconds = 0, service = 's3', query: more = {} }: Presigned = {},
): string {
  const at = new Date(Date.now() - ageSeconds * 1000).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = [at.slice(0, 8), region, service, 'aws4_request'];
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `test/${scope.join('/')}`,
    'X-Amz-Date': at,
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': 'host',
    ...more,
  });
  const canonical = [method, path, query.toString(), `host:${new URL(url).host}`, '', 'host', 'UNSIGNED-PAYLOAD'];
  const digest = createHash('sha256').update(canonical.join('\n')).digest('hex');
  const text = ['AWS4-HMAC-SHA256', at, scope.join('/'), digest].join('\n');
  const signature = hmac(scope.reduce<string | Buffer>(hmac, 'AWS4test'), text).toString('hex');
  return `${url}${path}?${query.toString()}&X-Amz-Signature=${signature}`;
}
