/** The one account of the local stand-in; AWS's own documentation uses this number for examples. */
export const accountId = '123456789012';
/** Callers recognise the stand-in by this user name, also through a proxy. */
export const callerArn = `arn:aws:iam::${accountId}:user/tunewright-local`;
export const accessKeyId = 'test';
export const secretAccessKey = 'test';

const regionPattern = /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/;

/** Regions become directory names and parts of ARNs, so nothing else passes. */
export function isRegion(text: string): boolean {
  return regionPattern.test(text);
}

const partitions: readonly (readonly [prefix: string, partition: string, domain: string])[] = [
  ['cn-', 'aws-cn', 'amazonaws.com.cn'],
  ['us-gov-', 'aws-us-gov', 'amazonaws.com'],
  ['us-iso-', 'aws-iso', 'c2s.ic.gov'],
  ['us-isob-', 'aws-iso-b', 'sc2s.sgov.gov'],
  ['eusc-', 'aws-eusc', 'amazonaws.eu'],
];

export function partitionOf(region: string): { partition: string; domain: string } {
  const found = partitions.find(([prefix]) => region.startsWith(prefix));
  return { partition: found?.[1] ?? 'aws', domain: found?.[2] ?? 'amazonaws.com' };
}

/** The domain that the registries (ECR) of a region end in. */
export function domainOf(region: string): string {
  return partitionOf(region).domain;
}

export type SageMakerResource = 'training-job' | 'model' | 'endpoint-config' | 'endpoint';

/** Real ARNs of endpoints carry the name in lower case; the others follow suit, so ARNs never identify a name's case. */
export function sageMakerArn(region: string, resource: SageMakerResource, name: string): string {
  return `arn:${partitionOf(region).partition}:sagemaker:${region}:${accountId}:${resource}/${name.toLowerCase()}`;
}

export function hubArn(region: string, hub: string): string {
  return `arn:${partitionOf(region).partition}:sagemaker:${region}:aws:hub/${hub}`;
}

/** `content` is TYPE/NAME/VERSION. */
export function hubContentArn(region: string, hub: string, content: string): string {
  return `arn:${partitionOf(region).partition}:sagemaker:${region}:aws:hub-content/${hub}/${content}`;
}

export function logArn(region: string, group: string, stream?: string): string {
  const tail = stream === undefined ? ':*' : `:log-stream:${stream}`;
  return `arn:${partitionOf(region).partition}:logs:${region}:${accountId}:log-group:${group}${tail}`;
}

/** The default bucket of SageMaker in a region, which is there from the start. */
export function defaultBucket(region: string): string {
  return `sagemaker-${region}-${accountId}`;
}

export function regionOfDefaultBucket(bucket: string): string | undefined {
  const region = new RegExp(`^sagemaker-(.+)-${accountId}$`).exec(bucket)?.[1];
  return region !== undefined && isRegion(region) ? region : undefined;
}
