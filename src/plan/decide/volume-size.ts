/**
 * Whether SageMaker takes a volume size for an instance type: families with local disks ("d") and g5, g6, p5 and trn1 have no
 * volume to size. The rule is the Python SDK's.
 */
export function supportsVolumeSize(instanceType: string): boolean {
  const family = instanceType.replace(/^ml\./, '').split('.')[0] ?? '';
  if (family.startsWith('local')) return false;
  return !family.includes('d') && !['g5', 'g6', 'p5', 'trn1'].some((prefix) => family.startsWith(prefix));
}
