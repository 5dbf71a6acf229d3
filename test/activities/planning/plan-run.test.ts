import type { ApplicationFailure } from '@temporalio/common';
import { describe, expect, test } from 'vitest';
import type { Resolution } from '../../../src/contract/activities.js';
import type { DatasetReport } from '../../../src/contract/dataset.js';
import type { Plan } from '../../../src/contract/run/plan.js';
import type { FineTuneRequest } from '../../../src/contract/run/requests.js';
import { dryRun } from '../../../src/client/index.js';
import { OfflineAws, localCatalogue, reportOf } from '../../client/offline-aws.js';
import { FakeTemporal } from '../../support/temporal/fake-temporal.js';
import { attempt, failureOf } from '../../support/aws/run-activity.js';

localCatalogue();

const uri = 's3://reviews/train/';
const request: FineTuneRequest = {
  model: { id: 'tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2', version: '2.0.10' },
  data: uri,
  role: 'arn:aws:iam::123456789012:role/Trainer',
  training: { instanceType: ['ml.g5.xlarge', 'ml.p3.2xlarge'] },
};
const run = { workflowId: 'reviews', firstExecutionRunId: '0123456789' };
const dataset = reportOf(uri);

/** An account of these quotas, with the data. */
function awsOf(quotas: Record<string, number> = {}): OfflineAws {
  const aws = new OfflineAws();
  aws.reports[uri] = dataset;
  for (const [name, value] of Object.entries(quotas)) aws.limits.set(name, value);
  return aws;
}

const fakeOf = (aws: OfflineAws) => ({ aws, calls: [], count: () => 0 });

/** What the worker does: resolve, then plan. */
async function planned(asked: FineTuneRequest, aws = awsOf()): Promise<Plan> {
  const resolution: Resolution = await attempt('resolveArtifacts', { request: asked, run }, fakeOf(aws)).result;
  return attempt('planRun', { resolution, dataset, run }, fakeOf(aws)).result;
}

const noTraining = { 'ml.g5.xlarge for training job usage': 0, 'ml.p3.2xlarge for training job usage': 0 };
const failureOn = (asked: FineTuneRequest, quotas = {}): Promise<ApplicationFailure> =>
  failureOf(planned(asked, awsOf(quotas)));

describe('the plan of a run', () => {
  test('leaves out a type whose quota is zero, and says by which quota', async () => {
    const { training } = await planned(request, awsOf({ 'ml.g5.xlarge for training job usage': 0 }));
    expect(training.rungs.map(({ ruledOut }) => ruledOut)).toEqual([
      'the account\'s quota "ml.g5.xlarge for training job usage" is 0, 1 needed',
      undefined,
    ]);
  });

  test('without a type that the account has quota for fails as QuotaExceeded, and says what to do', async () => {
    const { type, message } = await failureOn(request, noTraining);
    expect([type, message]).toEqual(['QuotaExceeded', expect.stringContaining('Ask AWS for more')]);
  });

  test('fails as QuotaExceeded in the words in which a dry run refuses it', async () => {
    const { message } = await failureOn(request, noTraining);
    const { problems } = await dryRun('fineTune', { request, problems: [] }, awsOf(noTraining));
    expect(problems).toEqual([{ field: 'training.instanceType', message }]);
  });

  test('of a bad request fails with every problem, before quotas are looked at', async () => {
    const asked = { ...request, hyperparameters: { epochs: '0' }, gates: { deployment: 'validation:f1>=0.9' } };
    const { type, details } = await failureOn(asked, noTraining);
    expect([type, (details?.[0] as { field: string }[]).map(({ field }) => field)]).toEqual([
      'InvalidRequest',
      ['hyperparameters.epochs', 'gates.deployment'],
    ]);
  });

  test.each<[string, Partial<FineTuneRequest>, Partial<DatasetReport>, string]>([
    ['data', {}, { problems: [{ field: 'data', message: 'row 1 has no label' }] }, 'data'],
    ['a hyperparameter', { hyperparameters: { epochs: '0' } }, {}, 'hyperparameters.epochs'],
    ['an instance type', { training: { instanceType: 'ml.inf1.xlarge' } }, {}, 'training.instanceType'],
    ['the budget', { budget: { usd: 0.01 } }, {}, 'budget.usd'],
    ['a gate', { gates: { deployment: 'validation:f1>=0.9' } }, {}, 'gates.deployment'],
    ["the endpoint's name", { endpoint: { name: 'taken' } }, {}, 'endpoint.name'],
    ['an object that is named', { validationData: 's3://reviews/held-out/' }, {}, 'validationData'],
  ])('is none where %s has a problem, though all could be decided', async (_what, more, data, field) => {
    const aws = awsOf();
    aws.endpoints['taken'] = 'somebody-else';
    aws.missing.push('s3://reviews/held-out/data.csv');
    const asked = { ...request, ...more };
    const resolution: Resolution = await attempt('resolveArtifacts', { request: asked, run }, fakeOf(aws)).result;
    const report = { ...dataset, ...data };
    const { type, details } = await failureOf(
      attempt('planRun', { resolution, dataset: report, run }, fakeOf(aws)).result,
    );
    expect([type, (details?.[0] as { field: string }[]).map((problem) => problem.field)]).toEqual([
      'InvalidRequest',
      [field],
    ]);
  });

  test('of a deployment is none where it has a problem, though all could be decided', async () => {
    const aws = awsOf();
    aws.endpoints['taken'] = 'somebody-else';
    const { data: _data, training: _training, ...hosting } = request;
    const asked = { ...hosting, endpoint: { name: 'taken' } };
    const resolution = await attempt('resolveDeployment', { request: asked, run }, fakeOf(aws)).result;
    const { type } = await failureOf(attempt('planDeployment', { resolution, run }, fakeOf(aws)).result);
    expect(type).toBe('InvalidRequest');
  });

  test('names the run that is changing its endpoint now', async () => {
    const asked = { ...request, endpoint: { name: 'reviews', update: {} } };
    const resolution: Resolution = await attempt('resolveArtifacts', { request: asked, run }, fakeOf(awsOf())).result;
    const keeper = { 'tunewright-endpoint:reviews': { status: { holder: 'weekly', waiting: ['daily'] } } };
    const { client: temporal } = new FakeTemporal(keeper);
    const plan = await attempt('planRun', { resolution, dataset, run }, fakeOf(awsOf()), { temporal }).result;
    expect(plan.warnings.join()).toContain('run weekly is changing reviews now, and 1 more wait');
  });

  test('is cut short with the attempt that makes it: what waits for its turn at AWS would keep others waiting', async () => {
    const aws = awsOf();
    const asked = { ...request, endpoint: { name: 'reviews' } };
    const { environment, result } = attempt('resolveArtifacts', { request: asked, run }, fakeOf(aws));
    await result;
    environment.cancel();
    expect(aws.askedUntil?.aborted).toBe(true);
  });

  test('warns of a worker that may not read tags: it could undo nothing', async () => {
    const aws = awsOf();
    aws.readsTags = false;
    expect((await planned(request, aws)).warnings.join()).toContain('sagemaker:ListTags');
  });

  test('has no list of problems: one that has any is no plan', async () => {
    expect(await planned(request)).not.toHaveProperty('problems');
  });
});
