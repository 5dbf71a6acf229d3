import { arn } from '../../../wire/arn.js';

export type SageMakerResource = 'training-job' | 'model' | 'endpoint-config' | 'endpoint';

/** Real ARNs of endpoints carry the name in lower case; the others follow suit, so ARNs never identify a name's case. */
export function sageMakerArn(region: string, resource: SageMakerResource, name: string): string {
  return arn('sagemaker', region, `${resource}/${name.toLowerCase()}`);
}
