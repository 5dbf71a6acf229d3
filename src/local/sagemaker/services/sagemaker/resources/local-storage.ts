import { validationException } from './validation-exception.js';

/** GB of the disks that some instance types bring; what is not listed here but has such disks has no bound here. */
const gigabytes: Readonly<Record<string, number>> = {
  'ml.g4dn.xlarge': 125,
  'ml.g4dn.2xlarge': 225,
  'ml.g4dn.4xlarge': 225,
  'ml.g4dn.8xlarge': 900,
  'ml.g4dn.12xlarge': 900,
  'ml.g4dn.16xlarge': 900,
  'ml.g5.xlarge': 250,
  'ml.g5.2xlarge': 450,
  'ml.g5.4xlarge': 600,
  'ml.g5.8xlarge': 900,
  'ml.g5.12xlarge': 3800,
  'ml.g5.16xlarge': 1900,
  'ml.g5.24xlarge': 3800,
  'ml.g5.48xlarge': 7600,
  'ml.p3dn.24xlarge': 1800,
  'ml.p4d.24xlarge': 8000,
  'ml.p4de.24xlarge': 8000,
};

/** Families with a "d" in their suffix, and some without it. */
const withDisks = /^ml\.(?:[a-z]+\d+[a-z]*d[a-z]*|g5|g6|g6e|gr6|p5|p5e|p5en|trn1|trn1n|trn2)\./;

const hasLocalStorage = (instanceType: string): boolean => withDisks.test(instanceType);

interface Volume {
  readonly instanceType: string | undefined;
  /** The name of the member that has the key. */
  readonly keyMember: 'VolumeKmsKeyId' | 'KmsKeyId';
  readonly key: unknown;
  readonly sizeInGB: unknown;
}

/** Local disks are encrypted by their hardware, and as large as they are. @throws ServiceError ValidationException */
export function checkVolume({ instanceType = '', keyMember, key, sizeInGB }: Volume): void {
  if (!hasLocalStorage(instanceType)) return;
  if (key !== undefined) {
    throw validationException(
      `${keyMember} is not supported for instance type ${instanceType}, which has local storage.`,
    );
  }
  const most = gigabytes[instanceType];
  if (most !== undefined && Number(sizeInGB ?? 0) > most) {
    throw validationException(
      `VolumeSizeInGB ${String(sizeInGB)} is more than the ${most} GB of local storage that ${instanceType} has.`,
    );
  }
}
