/**
 * Whether SageMaker takes a volume size for an instance type: families with local disks ("d") and g5, g6, p5 and trn1 have no
 * volume to size. The rule is the Python SDK's.
 */
export function supportsVolumeSize(instanceType: string): boolean {
  return !familyOf(instanceType).startsWith('local') && !hasLocalDisks(instanceType);
}

/** Families with disks of their own: the rule above, for instances of AWS. */
export function hasLocalDisks(instanceType: string): boolean {
  const family = familyOf(instanceType);
  if (family.startsWith('local')) return false;
  return family.includes('d') || ['g5', 'g6', 'p5', 'trn1'].some((prefix) => family.startsWith(prefix));
}

const familyOf = (instanceType: string): string => instanceType.replace(/^ml\./, '').split('.')[0] ?? '';
