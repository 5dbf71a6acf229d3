import { createHash } from 'node:crypto';
import { quotaLimit } from '../../../faults/fault-rule.js';
import type { Usage } from '../../../faults/fault-rule.js';
import type { Faults } from '../../../faults/faults.js';
import { arn } from '../../../wire/arn.js';
import { ServiceError } from '../../../wire/service-error.js';
import type { JsonObject } from '../../../wire/service/operation.js';
import { constraints } from '../../constraints.generated.js';
import { quotaName } from '../instance-quota.js';
import type { QuotasOperation } from '../quotas-region.js';

interface Quota {
  readonly instanceType: string;
  readonly usage: Usage;
}

interface ListServiceQuotasInput {
  readonly ServiceCode: string;
  readonly NextToken?: string;
  readonly QuotaCode?: string;
  readonly MaxResults?: number;
}

const defaultPageSize = 100;

/** Of SageMaker only: what the account may have of each instance type. */
export const listServiceQuotas: QuotasOperation = (input, { region, faults }) => {
  const {
    ServiceCode,
    NextToken,
    QuotaCode,
    MaxResults = defaultPageSize,
  } = input as JsonObject & ListServiceQuotasInput;
  if (ServiceCode !== 'sagemaker') throw new ServiceError('NoSuchResourceException', `No quotas of ${ServiceCode}.`);
  const rows = allQuotas().map((quota) => describe(quota, faults, region));
  const wanted = rows.filter((row) => QuotaCode === undefined || row.QuotaCode === QuotaCode);
  const from = readToken(NextToken);
  const to = from + MaxResults;
  return { Quotas: wanted.slice(from, to), ...(to < wanted.length ? { NextToken: writeToken(to) } : {}) };
};

/** One for each instance type that SageMaker's model knows, and each usage that is limited here. */
function allQuotas(): Quota[] {
  const { shapes } = constraints.sagemaker;
  const training = valuesOf(shapes.TrainingInstanceType);
  const hosting = valuesOf(shapes.ProductionVariantInstanceType);
  return [
    ...training.map((instanceType) => ({ instanceType, usage: 'training job' as const })),
    ...training.map((instanceType) => ({ instanceType, usage: 'spot training job' as const })),
    ...hosting.map((instanceType) => ({ instanceType, usage: 'endpoint' as const })),
  ];
}

function valuesOf(shape: (typeof constraints)['sagemaker']['shapes'][string] | undefined): readonly string[] {
  return shape?.type === 'string' ? (shape.values ?? []) : [];
}

function describe({ instanceType, usage }: Quota, faults: Faults, region: string): JsonObject {
  const name = quotaName(instanceType, usage);
  const code = quotaCode(name);
  return {
    ServiceCode: 'sagemaker',
    ServiceName: 'Amazon SageMaker',
    QuotaArn: arn('servicequotas', region, `sagemaker/${code}`),
    QuotaCode: code,
    QuotaName: name,
    Value: faults.quota(instanceType, usage) ?? quotaLimit,
    Unit: 'None',
    Adjustable: true,
    GlobalQuota: false,
  };
}

/** In the form of real ones, but not the same: those are known for each quota by itself only. */
function quotaCode(name: string): string {
  return `L-${createHash('sha256').update(name).digest('hex').slice(0, 8).toUpperCase()}`;
}

function writeToken(offset: number): string {
  return Buffer.from(String(offset)).toString('base64');
}

function readToken(token: string | undefined): number {
  if (token === undefined) return 0;
  const offset = Buffer.from(token, 'base64').toString('utf8');
  if (/^\d{1,6}$/.test(offset)) return Number(offset);
  throw new ServiceError('InvalidPaginationTokenException', 'The pagination token is not valid.');
}
