import { createHash, createHmac } from 'node:crypto';
import { region } from './local-sagemaker.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

export interface JsonAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** An awsJson1.1 call of a service that no client is installed for, signed as an SDK would. */
export async function signedCall(
  url: string,
  { service, target }: { service: string; target: string },
  input: unknown,
): Promise<JsonAnswer> {
  const body = JSON.stringify(input);
  const at = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = [at.slice(0, 8), region, service, 'aws4_request'];
  const { host } = new URL(url);
  const canonical = ['POST', '/', '', `host:${host}`, `x-amz-date:${at}`, '', 'host;x-amz-date', sha256(body)].join(
    '\n',
  );
  const text = ['AWS4-HMAC-SHA256', at, scope.join('/'), sha256(canonical)].join('\n');
  const signature = hmac(scope.reduce<string | Buffer>(hmac, 'AWS4test'), text).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=test/${scope.join('/')}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
  const headers = {
    'x-amz-date': at,
    'x-amz-target': target,
    'content-type': 'application/x-amz-json-1.1',
    authorization,
  };
  const answer = await fetch(url, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
