/** SageMaker's default bucket of an account in a region. */
export const defaultBucket = ({ region, account }: { region: string; account: string }): string =>
  `sagemaker-${region}-${account}`;
