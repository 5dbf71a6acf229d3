import type { Problem } from '../../contract/problems.js';
import { hasLocalDisks } from './volume-size.js';

/**
 * SageMaker takes no key for the volume of an instance type with disks of its own: the request would fail, an endpoint config's after
 * the training. One problem for all types asked for.
 */
export function volumeKeyProblems(field: string, key: string | undefined, types: readonly string[]): Problem[] {
  const own = key === undefined ? [] : types.filter(hasLocalDisks);
  if (own.length === 0) return [];
  const [disks, them] = own.length === 1 ? ['has disks of its own', 'it'] : ['have disks of their own', 'them'];
  return [
    {
      field,
      message: `${own.join(', ')} ${disks}, encrypted by the hardware, and SageMaker takes no key for ${them}; leave the key out, or choose types without local disks, as ml.p3.2xlarge or ml.m5.xlarge`,
    },
  ];
}

/** Of a volume whose size was asked for. */
export const volumeSizeWarnings = (size: number | undefined, types: readonly string[]): string[] =>
  (size === undefined ? [] : types.filter(hasLocalDisks)).map(
    (type) =>
      `training.volumeSizeInGB: ${type} has disks of its own, which are used instead; SageMaker refuses a size beyond theirs`,
  );
