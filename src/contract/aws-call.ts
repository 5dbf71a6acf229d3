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

/** What an attempt has come to, as the SDK's middleware hands it on. */
export interface HandledCall {
  readonly output: { readonly $metadata: AwsAnswered };
}

/** Put around each attempt of each call of AWS, e.g. a span. @param send rejects with the SDK's errors, which are thrown on */
export type AroundAwsCall = <T extends HandledCall>(call: AwsCall, send: () => Promise<T>) => Promise<T>;
