/**
 * Families with local disks ("d") and g5, g6, p5 and trn1: SageMaker takes no size and no key of a volume there. The rule is the Python SDK's.
 */
export function hasLocalDisks(instanceType: string): boolean {
  const family = instanceType.replace(/^ml\./, '').split('.')[0] ?? '';
  return family.includes('d') || ['g5', 'g6', 'p5', 'trn1'].some((prefix) => family.startsWith(prefix));
}
