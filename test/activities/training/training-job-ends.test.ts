import { expect, test } from 'vitest';
import { noSuchJob } from '../../support/aws/errors.js';
import { fakeAws, inTurn, throwing } from '../../support/aws/fake-aws.js';
import { resource } from '../../support/aws/plan.js';
import { failureOf } from '../../support/aws/run-activity.js';
import { completed, fakeJob, logOf, watch } from '../../support/aws/training-wait.js';

test('a completed job gives its artifact, metrics and billed time', async () => {
  expect(await watch(fakeJob(completed)).result).toEqual({
    name: resource,
    status: 'Completed',
    modelArtifact: 's3://models/output/model.tar.gz',
    metrics: { 'validation:accuracy': 0.91 },
    epochs: [],
    billableTimeInSeconds: 120,
  });
});

test('where SageMaker does not tell the artifact, its place follows from the request', async () => {
  const { modelArtifact } = await watch(fakeJob({ TrainingJobStatus: 'Completed' })).result;
  expect(modelArtifact).toBe(`s3://models/output/${resource}/output/model.tar.gz`);
});

test.each([
  ['Failed', 'Failed', 'TrainingJobFailed'],
  ['Stopped', 'Stopped', 'TrainingJobStopped'],
  ['Stopped', 'MaxRuntimeExceeded', 'MaxRuntimeExceeded'],
  ['Stopped', 'MaxWaitTimeExceeded', 'MaxWaitTimeExceeded'],
])('a job that ended as %s (%s) fails with %s and is not watched again', async (status, secondary, type) => {
  const failure = await failureOf(watch(fakeJob({ TrainingJobStatus: status, SecondaryStatus: secondary })).result);
  expect(failure).toMatchObject({ type, nonRetryable: true });
});

test.each(['Deleting', 'Reticulating', undefined])('in the status %s the wait goes on', async (TrainingJobStatus) => {
  const fake = fakeJob(inTurn({ TrainingJobStatus, SecondaryStatus: 'Rebooting' }, completed));
  await expect(watch(fake).result).resolves.toMatchObject({ status: 'Completed' });
});

test.each([
  ['AlgorithmError: , exit code: 1', 'TrainingJobFailed'],
  ['ClientError: Data download failed: access denied', 'TrainingJobFailed'],
  ['CapacityError: Unable to provision requested ML compute capacity.', 'NoCapacity'],
  ['InternalServerError: We encountered an internal error. Please try again.', 'TrainingInternalError'],
  [undefined, 'TrainingJobFailed'],
])('a job that failed with %s fails with %s', async (FailureReason, type) => {
  const failure = await failureOf(watch(fakeJob({ TrainingJobStatus: 'Failed', FailureReason })).result);
  expect(failure).toMatchObject({ type, nonRetryable: true });
});

test.each([
  ['Failed', 'Failed'],
  ['Stopped', 'Stopped'],
  ['Stopped', 'MaxRuntimeExceeded'],
  ['Stopped', 'MaxWaitTimeExceeded'],
])('the failure of a job that ended as %s (%s) tells what was billed', async (TrainingJobStatus, SecondaryStatus) => {
  const fake = fakeJob({ TrainingJobStatus, SecondaryStatus, BillableTimeInSeconds: 7 });
  expect((await failureOf(watch(fake).result)).details).toEqual([{ logTail: [], billableTimeInSeconds: 7 }]);
});

test("a failed job's failure tells SageMaker's reason", async () => {
  const FailureReason = 'AlgorithmError: , exit code: 1';
  const failure = await failureOf(watch(fakeJob({ TrainingJobStatus: 'Failed', FailureReason })).result);
  expect(failure.message).toContain(FailureReason);
});

test("a failed job's failure carries the end of its log", async () => {
  const fake = fakeJob({ TrainingJobStatus: 'Failed' }, logOf(['Traceback', 'ValueError: bad shape']));
  const failure = await failureOf(watch(fake).result);
  expect(failure.details).toEqual([{ logTail: ['Traceback', 'ValueError: bad shape'] }]);
});

test('a job that is gone ends the wait', async () => {
  expect(await failureOf(watch(fakeJob(throwing(noSuchJob()))).result)).toMatchObject({
    type: 'RequestRefused',
    nonRetryable: true,
  });
});

test('a job that is not found right after its creation is waited for', async () => {
  const { result } = watch(fakeJob(inTurn(noSuchJob(), completed)), { pollingIntervals: { absenceGracePeriod: 30 } });
  await expect(result).resolves.toMatchObject({ status: 'Completed' });
});

test('with credentials of another account nothing is looked at', async () => {
  const fake = fakeAws({}, { account: '999999999999', local: false });
  const failure = await failureOf(watch(fake).result);
  expect([failure.type, fake.calls]).toEqual(['NotYet', []]);
});
