/** One attempt of a call of AWS. */
interface AwsCall {
  /** As the SDK names its client, e.g. `SageMaker`. */
  readonly service: string;
  /** e.g. `DescribeTrainingJob`. */
  readonly operation: string;
  readonly region: string;
}

/** What AWS says of an attempt beside its answer; as the SDK names it. */
export interface AwsAnswered {
  readonly requestId?: string;
  readonly httpStatusCode?: number;
}

/** Put around each attempt of each call of AWS, e.g. a span. @param send rejects with the SDK's errors, which are thrown on */
export type AroundAwsCall = <T>(
  call: AwsCall,
  send: () => Promise<{ answer: T; answered: AwsAnswered }>,
) => Promise<{ answer: T; answered: AwsAnswered }>;
