import type { AwsClients } from './clients.js';

/** What IAM tells of an execution role. */
export type RoleFound =
  | { readonly state: 'missing' }
  /** These credentials may not look, or IAM is not to be had. */
  | { readonly state: 'unknown'; readonly reason: string }
  /** `trusted`: SageMaker may take the role. */
  | { readonly state: 'here'; readonly trusted: boolean };

const patience = 10_000;

/** Does the role exist, and may SageMaker take it? Errors of IAM are the state `unknown`. @param name without its path */
export async function executionRole(clients: AwsClients, name: string): Promise<RoleFound> {
  try {
    const { url, region } = iamOf(clients.region);
    const body = new URLSearchParams({ Action: 'GetRole', Version: '2010-05-08', RoleName: name }).toString();
    // A client of IAM's own would be one more dependency for one call: the signer of STS's signs for any service.
    const signer = await (await clients.sts()).config.signer();
    const { headers } = await signer.sign(
      {
        method: 'POST',
        protocol: url.protocol,
        hostname: url.hostname,
        ...(url.port === '' ? {} : { port: Number(url.port) }),
        path: url.pathname,
        query: {},
        headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        body,
      },
      { signingService: 'iam', signingRegion: region },
    );
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(patience) });
    return read(await answer.text(), answer.ok);
  } catch (error) {
    return { state: 'unknown', reason: (error as Error).message };
  }
}

function read(text: string, ok: boolean): RoleFound {
  if (!ok) {
    const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1] ?? 'an answer without a code';
    return code === 'NoSuchEntity' ? { state: 'missing' } : { state: 'unknown', reason: code };
  }
  const policy = /<AssumeRolePolicyDocument>([^<]*)</.exec(text)?.[1];
  return { state: 'here', trusted: policy !== undefined && trustsSageMaker(decodeURIComponent(policy)) };
}

interface Statement {
  readonly Effect?: string;
  readonly Action?: string | readonly string[];
  readonly Principal?: { readonly Service?: string | readonly string[] };
}

function trustsSageMaker(policy: string): boolean {
  const { Statement: statements = [] } = JSON.parse(policy) as { Statement?: Statement | readonly Statement[] };
  return [statements].flat().some(({ Effect, Action = [], Principal }) => {
    const actions: readonly string[] = [Action].flat();
    const services: readonly string[] = [Principal?.Service ?? []].flat();
    return (
      Effect === 'Allow' && services.includes('sagemaker.amazonaws.com') && /sts:(AssumeRole|\*)/.test(actions.join())
    );
  });
}

/** IAM has one address for each partition, and its signatures one region. */
function iamOf(region: string): { url: URL; region: string } {
  const own = process.env['AWS_ENDPOINT_URL_IAM'] ?? process.env['AWS_ENDPOINT_URL'];
  const [address, signingRegion] = region.startsWith('cn-')
    ? ['https://iam.cn-north-1.amazonaws.com.cn', 'cn-north-1']
    : region.startsWith('us-gov-')
      ? ['https://iam.us-gov.amazonaws.com', 'us-gov-west-1']
      : ['https://iam.amazonaws.com', 'us-east-1'];
  return { url: new URL('/', own ?? address), region: signingRegion };
}
