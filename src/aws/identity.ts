import type { AwsClients } from './clients.js';
import { sdk } from './sdk.js';

/** The user of the local SageMaker's credentials, in the account of AWS's examples: tells it from AWS, through a proxy too. */
const localUser = /^arn:[a-z-]+:iam::123456789012:user\/tunewright-local$/;

export interface Identity {
  account: string;
  local: boolean;
}

export async function callerIdentity(clients: AwsClients): Promise<Identity> {
  const answer = await (await clients.sts()).send(new (await sdk.sts()).GetCallerIdentityCommand({}));
  return { account: answer.Account ?? '', local: localUser.test(answer.Arn ?? '') };
}

/** The region that the environment or the shared configuration names. */
export async function configuredRegion(): Promise<string | undefined> {
  const { STSClient } = await sdk.sts();
  try {
    return await new STSClient({}).config.region();
  } catch {
    // The SDK throws "Region is missing" instead of answering undefined.
    return process.env['AWS_DEFAULT_REGION'] || undefined;
  }
}
