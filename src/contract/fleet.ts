/** The instances behind a live endpoint, as they are wanted now: it may have been scaled. */
export interface Fleet {
  /** Of the endpoint. */
  readonly endpoint: string;
  readonly variants: readonly FleetVariant[];
  /** What it is asked is recorded. */
  readonly capturesData?: true;
}

/** The share of one variant. */
interface FleetVariant {
  readonly name?: string;
  readonly instanceType: string;
  readonly instanceCount: number;
}

/** Instances of a type, or of all types. */
export const instancesOf = ({ variants }: Fleet, type?: string): number =>
  variants
    .filter(({ instanceType }) => type === undefined || instanceType === type)
    .reduce((sum, { instanceCount }) => sum + instanceCount, 0);
