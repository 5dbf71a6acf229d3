import type { AwsClients } from './clients.js';
import { classify } from './errors.js';
import { readTags } from './resources/index.js';
import { sageMaker } from './sagemaker.js';

/** Milliseconds: a plan does not wait for a warning any longer. */
const patience = 20_000;

/**
 * May the credentials in use read tags? True also where nobody can tell.
 * @param arn of a resource that need not be there: the right is looked at before it is
 */
export async function mayReadTags(clients: AwsClients, arn: string): Promise<boolean> {
  try {
    await readTags(sageMaker(clients, AbortSignal.timeout(patience), true), arn);
    return true;
  } catch (error) {
    return classify(error).type !== 'AccessDenied';
  }
}
