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

/** The part of AWS that a region belongs to, and the domain that its registries (ECR) end in. */
export function partitionOf(region: string): { partition: string; domain: string } {
  const found = partitions.find(([prefix]) => region.startsWith(prefix));
  return { partition: found?.[1] ?? 'aws', domain: found?.[2] ?? 'amazonaws.com' };
}
