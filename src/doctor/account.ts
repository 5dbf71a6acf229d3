import type { Aws } from '../aws/index.js';
import { classify } from '../aws/index.js';
import { executionRole } from '../aws/execution-role.js';
import { defaultBucket } from '../plan/index.js';
import type { AccountLook } from './account-look.js';
import type { Finding } from './finding.js';
import { fault, ok, unknown, warning } from './finding.js';
import { pricesFinding } from './prices.js';
import { endpointQuota, trainingQuota } from '../contract/quota-names.js';

/** Whose credentials these are, and what else is said of them; null where AWS can't be asked at all. */
export interface Account {
  readonly account: string;
  readonly local: boolean;
}

const patience = 10_000;

export async function credentialsFinding(
  aws: Aws,
  region: string,
): Promise<{ finding: Finding; account: Account | null }> {
  try {
    const account = await aws.identity(region, AbortSignal.timeout(patience));
    const of = account.local
      ? 'of the local SageMaker, a stand-in: nothing costs money'
      : `of account ${account.account}`;
    return { finding: ok('credentials', `${of}, in ${region}`), account };
  } catch (error) {
    const mend = 'aws configure, aws sso login or AWS_PROFILE; without AWS: tunewright up, and its export lines';
    return {
      finding: fault('credentials', `AWS refuses or does not answer: ${classify(error).message}`, mend),
      account: null,
    };
  }
}

/** Role, bucket, quotas and prices, as far as these credentials may look. */
export async function accountFindings(aws: Aws, { account, local }: Account, look: AccountLook): Promise<Finding[]> {
  const { region, bucket = defaultBucket({ region, account }) } = look;
  return Promise.all([
    local ? ok('role', 'any will do for the local SageMaker') : roleFinding(aws, account, look),
    bucketFinding(aws, bucket, region),
    quotaFinding(aws, look),
    local ? ok('prices', 'the local SageMaker is free') : pricesFinding(aws, look),
  ]);
}

async function roleFinding(aws: Aws, account: string, { region, role }: AccountLook): Promise<Finding> {
  if (role === undefined) return unknown('role', 'none was named', 'tunewright doctor --role ARN');
  const [, owner, path = ''] = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(.+)$/.exec(role) ?? [];
  if (owner === undefined) {
    return fault('role', `"${role}" is no ARN of a role`, 'give one such as arn:aws:iam::111122223333:role/NAME');
  }
  if (owner !== account) {
    const text = `${role} is of another account than the credentials, ${account}`;
    return fault('role', text, 'name a role of this account, or use credentials of that one');
  }
  const found = await executionRole(aws.clients(region), path.split('/').at(-1) ?? path);
  if (found.state === 'missing') {
    return fault(
      'role',
      `there is no role ${role}`,
      'create it with iam/execution-role-trust.json and iam/execution-role.json',
    );
  }
  if (found.state === 'unknown') {
    return unknown(
      'role',
      `${role} can't be looked at (${found.reason}); that takes iam:GetRole, which runs do not need`,
    );
  }
  if (found.trusted) return ok('role', `${role} is there, and SageMaker may take it`);
  const mend = 'aws iam update-assume-role-policy --policy-document file://iam/execution-role-trust.json';
  return fault('role', `SageMaker may not take ${role}: its trust policy does not name sagemaker.amazonaws.com`, mend);
}

async function bucketFinding(aws: Aws, bucket: string, region: string): Promise<Finding> {
  const make = `aws s3 mb s3://${bucket} --region ${region}, or tunewright data upload --create-bucket`;
  try {
    const place = await aws.bucketPlace(bucket, region);
    if (place === 'here') return ok('bucket', `${bucket} is there, in ${region}`);
    if (place === 'missing') return fault('bucket', `there is no bucket ${bucket}`, make);
    if (place === 'elsewhere') {
      return fault('bucket', `${bucket} is of another region than ${region}`, 'name one of this region');
    }
    return unknown('bucket', `${bucket} may not be looked at: it takes s3:ListBucket, and a bucket of this account`);
  } catch (error) {
    return unknown('bucket', `${bucket} can't be looked at: ${classify(error).message}`);
  }
}

async function quotaFinding(aws: Aws, look: AccountLook): Promise<Finding> {
  const names = [
    ...look.instanceTypes.map((type) => trainingQuota(type)),
    ...look.inferenceInstanceTypes.map((type) => endpointQuota(type)),
  ];
  if (names.length === 0) {
    return unknown('quotas', 'no instance types were named', 'tunewright doctor --instance-type ml.g5.xlarge');
  }
  const quotas = await aws.quotas(new Set(names), look.region);
  const known = names.flatMap((name) => (quotas.has(name) ? [{ name, value: quotas.get(name) ?? 0 }] : []));
  if (known.length === 0) return unknown('quotas', 'they can not be read: that takes servicequotas:ListServiceQuotas');
  const told = known.map(({ name, value }) => `${name}: ${value}`).join('; ');
  if (known.some(({ value }) => value === 0)) {
    return fault('quotas', told, 'ask AWS for more under Service Quotas, or name other instance types');
  }
  if (known.length === names.length) return ok('quotas', told);
  const silent = names.filter((name) => !quotas.has(name));
  const text = `${told}; there is none called ${silent.map((name) => `"${name}"`).join(', ')}`;
  return warning('quotas', text, 'see whether the types are written as AWS does');
}
