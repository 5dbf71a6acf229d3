import { Aws } from '../aws/index.js';
import type { ConnectOptions } from '../client/connect-options.js';
import { defined } from '../contract/defined.js';
import { accountFindings, credentialsFinding } from './account.js';
import type { Finding } from './finding.js';
import { fault } from './finding.js';
import { leftoversFinding } from './leftovers.js';
import { settingsFindings } from './settings.js';
import { temporalFindings } from './temporal.js';

/** What a look is about; whatever is left out, the environment says. */
export interface DiagnoseOptions extends ConnectOptions {
  readonly region?: string;
  /** ARN of the execution role; left out: none is looked at. */
  readonly role?: string;
  /** Left out: SageMaker's default bucket of account and region. */
  readonly bucket?: string;
  /** Types that jobs train on, whose quotas and prices are wanted. */
  readonly instanceTypes?: readonly string[];
  /** Types that endpoints stand on. */
  readonly inferenceInstanceTypes?: readonly string[];
}

/**
 * Looks whether runs would work here: settings, Temporal, workers, AWS. What is wrong is a finding and never thrown; nothing is started
 * that costs money, and nothing is changed.
 * @example for (const { about, state, text, mend } of await diagnose({ role })) console.log(about, state, text, mend);
 */
export async function diagnose(options: DiagnoseOptions = {}): Promise<Finding[]> {
  const aws = options.aws ?? new Aws();
  const [settings, temporal, cloud] = await Promise.all([
    settingsFindings(process.env, aws),
    temporalFindings(options),
    awsFindings(aws, options),
  ]);
  const { access, worked } = temporal;
  try {
    const findings = [...settings, ...temporal.findings, ...cloud.findings];
    if (access === null || !worked || !cloud.answers || cloud.region === null) return findings;
    return [...findings, await leftoversFinding(access, cloud.region)];
  } finally {
    await access?.close();
  }
}

async function awsFindings(
  aws: Aws,
  options: DiagnoseOptions,
): Promise<{ findings: Finding[]; region: string | null; answers: boolean }> {
  const region = options.region ?? (await aws.region());
  if (region === undefined) {
    const finding = fault('region', 'no AWS region is set', 'set AWS_REGION, or give --region');
    return { findings: [finding], region: null, answers: false };
  }
  const { finding, account } = await credentialsFinding(aws, region);
  if (account === null) return { findings: [finding], region, answers: false };
  const { role, bucket, instanceTypes = [], inferenceInstanceTypes = [] } = options;
  const look = { region, instanceTypes, inferenceInstanceTypes, ...defined({ role, bucket }) };
  return { findings: [finding, ...(await accountFindings(aws, account, look))], region, answers: true };
}
