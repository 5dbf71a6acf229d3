import type { Info } from '@temporalio/activity';
import { expect, test } from 'vitest';
import type { DatasetReport } from '../../../src/contract/dataset.js';
import type { FineTuneRequest } from '../../../src/contract/run/requests.js';
import { OfflineAws, localCatalogue, reportOf } from '../../client/offline-aws.js';
import type { Attempt } from '../../support/aws/run-activity.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

localCatalogue();

const uri = 's3://reviews/train/';
const request: FineTuneRequest = {
  model: { id: 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2', version: '2.0.10' },
  data: uri,
  role: 'arn:aws:iam::123456789012:role/Trainer',
  training: { instanceType: 'ml.g5.xlarge' },
};
const run = { workflowId: 'reviews', firstExecutionRunId: '0123456789' };
const dataset = reportOf(uri);
const model = { id: request.model.id, version: '2.0.10' };

/** A second attempt, which finds what the first told; its bucket would answer nothing. */
function again(details: Partial<{ dataset: DatasetReport }>, quota = 1): Attempt<'prepareRun'> {
  const aws = new OfflineAws();
  aws.limits.set('ml.g5.xlarge for training job usage', quota);
  const info: Partial<Info> = { heartbeatDetails: { bytes: 13, rows: 2, ...details } };
  return attempt('prepareRun', { request, run }, { aws, calls: [], count: () => 0 }, { info });
}

test('a plan that is tried again does not read the data again', async () => {
  const { plan } = await again({ dataset }).result;
  expect(plan.dataset).toMatchObject({ uri, etag: '"e1"', rows: 2 });
});

test('the report of other data than the request names is not used', async () => {
  await expect(again({ dataset: { ...dataset, uri: 's3://reviews/other/' } }).result).rejects.toThrow();
});

test('a plan comes with what the run says of itself', async () => {
  expect(await again({ dataset }).result).toMatchObject({ model, searchAttributes: [] });
});

test('a failure to plan tells last what the run says of itself', async () => {
  const { type, details } = await failureOf(again({ dataset }, 0).result);
  expect([type, details?.at(-1)]).toEqual(['QuotaExceeded', { model, searchAttributes: [] }]);
});

test('a plan that fails leaves the report of the data to the next attempt', async () => {
  const tried = again({ dataset }, 0);
  await failureOf(tried.result);
  expect(tried.heartbeats.at(-1)).toMatchObject({ dataset: { uri } });
});
