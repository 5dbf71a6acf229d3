import { z } from 'zod';
import { nearest } from '../text/nearest.js';
import { regionPattern, regionRule } from '../region.js';
import { longestTimeToLiveInSeconds } from '../run/requests.js';

/** Patterns and bounds of the SageMaker API for members that several requests share. */

const nameRule = 'must be at most 63 letters, digits and hyphens, no hyphen at either end';

export const resourceName = z
  .string()
  // SageMaker's pattern alone counts no hyphens.
  .max(63, nameRule)
  .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/, nameRule);

const instanceForm = /^ml\.([a-z0-9-]+)\.([a-z0-9]+)$/;
/** Families come and go; the sizes of all of them are these. */
const instanceSizes = /^(\d+x|x)?large$|^medium$|^small$|^metal$/;
const commonSizes = ['medium', 'large', 'xlarge', ...[2, 4, 8, 12, 16, 24, 48].map((factor) => `${factor}xlarge`)];

const oneInstanceType = z
  .string()
  .regex(instanceForm, 'must look like ml.g5.xlarge')
  .superRefine((type, context) => {
    const [, family = '', size = ''] = instanceForm.exec(type) ?? [];
    if (size === '' || instanceSizes.test(size)) return;
    const [near] = nearest(size, commonSizes, 1);
    const advice = near === undefined ? 'must look like ml.g5.xlarge' : `did you mean ml.${family}.${near}?`;
    context.addIssue({ code: 'custom', message: `there is no size "${size.slice(0, 50)}"; ${advice}` });
  });
export const instanceTypes = z.union(
  [oneInstanceType, z.array(oneInstanceType).min(1, 'must name at least one type').max(10, 'must be at most 10 types')],
  {
    error: 'must look like ml.g5.xlarge, or be a list of such types',
  },
);

const wait = z.number().int().min(0, 'must be at least 0 s').max(604_800, 'must be at most 7 days (604800 s)');
export const capacityWait = z.union([wait, z.array(wait).min(1).max(10)], {
  error: 'must be a number of seconds, or a list with one for each instance type',
});

/** Timers. */
export const upToAYear = (least: number): z.ZodNumber =>
  z
    .number()
    .int()
    .min(least, `must be at least ${least} s`)
    .max(longestTimeToLiveInSeconds, 'must be at most a year (31536000 s)');

export const s3Uri = z
  .string()
  .max(1024)
  .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/.*)?$/, 'must be an s3:// URI');
export const tarball = s3Uri.regex(/\.tar\.gz$/, 'must be the s3:// URI of a model.tar.gz');

export const kmsKeyId = z
  .string()
  .min(1)
  .max(2048)
  .regex(/^[a-zA-Z0-9:/_-]+$/, 'must be the id, alias or ARN of a KMS key');

export const vpc = z.strictObject({
  subnets: z
    .array(z.string().regex(/^subnet-[-0-9a-zA-Z]{1,25}$/, 'must be a subnet id such as subnet-0a1b2c'), {
      error: 'must be a list of subnet ids; a VPC needs them beside its security groups (--subnet)',
    })
    .min(1, 'a VPC needs subnets and security groups: give at least one (--subnet)')
    .max(16),
  securityGroupIds: z
    .array(z.string().regex(/^sg-[-0-9a-zA-Z]{1,29}$/, 'must be a security group id such as sg-0a1b2c'), {
      error: 'must be a list of security group ids; a VPC needs them beside its subnets (--security-group)',
    })
    .min(1, 'a VPC needs subnets and security groups: give at least one (--security-group)')
    .max(5),
});

/** SageMaker takes 50 tags on a resource; ten are kept for our own. */
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const tagKey = z
  .string()
  .min(1)
  .max(128)
  .regex(tagText, 'may hold letters, digits, blanks and _.:/=+-@')
  // AWS and the Python SDK set tags of their own; two of one key would be refused, after the training.
  .regex(/^(?!tunewright:|aws:|sagemaker-sdk:)/i, 'must not begin with tunewright:, aws: or sagemaker-sdk:');
const tagValue = z.string().max(256).regex(tagText, 'may hold letters, digits, blanks and _.:/=+-@');
export const tags = z
  .record(tagKey, tagValue, { error: 'must be an object such as {"team": "reviews"}' })
  .refine((value) => Object.keys(value).length <= 40, 'must be at most 40 tags');

export const region = z.string().regex(regionPattern, regionRule);
export const account = z.string().regex(/^\d{12}$/, 'must be twelve digits');
export const role = z
  .string()
  .max(2048)
  .regex(
    /^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    'must be the ARN of an IAM role, arn:aws:iam::ACCOUNT:role/NAME',
  );

/** SageMaker's longest runtime and wait: 28 days. */
export const upToFourWeeks = (number: z.ZodNumber): z.ZodNumber =>
  number.int().min(1).max(2_419_200, 'must be at most 28 days (2419200 s)');
export const seconds = upToFourWeeks(z.number());
