/** What must be allowed for a request: an action of IAM on a resource. */
export interface Right {
  /** E.g. `sagemaker:CreateModel`. */
  readonly action: string;
  /** An ARN, or `*` for actions that know no narrower one. */
  readonly resource: string;
  /** Condition key -> its values in this request. */
  readonly context: Readonly<Record<string, readonly string[]>>;
}

export const right = (action: string, resource: string, context: Right['context'] = {}): Right => ({
  action,
  resource,
  context,
});
