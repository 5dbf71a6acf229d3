/** What of AWS is looked at, in which region. */
export interface AccountLook {
  readonly region: string;
  /** ARN of the execution role; left out: none is looked at. */
  readonly role?: string;
  /** Left out: SageMaker's default bucket. */
  readonly bucket?: string;
  /** Types that jobs train on, such as `ml.g5.xlarge`. */
  readonly instanceTypes: readonly string[];
  /** Types that endpoints stand on. */
  readonly inferenceInstanceTypes: readonly string[];
}
