import { expect, test } from 'vitest';
import { readTrainingLog } from '../../src/aws/index.js';
import type { LogPosition } from '../../src/aws/index.js';
import { awsError, noLogsYet } from '../support/aws/errors.js';
import type { Answers } from '../support/aws/fake-aws.js';
import { fakeAws, throwing } from '../support/aws/fake-aws.js';

const stream = { logStreams: [{ logStreamName: 'job/algo-1-1' }] };
const read = (answers: Answers, position: LogPosition = {}): ReturnType<typeof readTrainingLog> =>
  readTrainingLog(fakeAws(answers).aws.clients('us-east-1'), 'job', position);

test('lines come with the position behind them', async () => {
  const GetLogEvents = { events: [{ message: 'a' }, { message: 'b' }], nextForwardToken: 'f/2' };
  expect(await read({ DescribeLogStreams: stream, GetLogEvents })).toEqual({
    lines: ['a', 'b'],
    position: { stream: 'job/algo-1-1', token: 'f/2' },
  });
});

test('reading goes on from the position without looking for the stream again', async () => {
  const GetLogEvents = ({ nextToken }: { nextToken?: unknown }): object => ({
    events: [{ message: String(nextToken) }],
  });
  const { lines } = await read({ GetLogEvents }, { stream: 'job/algo-1-1', token: 'f/2' });
  expect(lines).toEqual(['f/2']);
});

test("a job's stream is not that of a job whose name goes on", async () => {
  const fake = fakeAws({ DescribeLogStreams: { logStreams: [] } });
  await readTrainingLog(fake.aws.clients('us-east-1'), 'job', {});
  expect(fake.calls[0]?.input).toMatchObject({ logStreamNamePrefix: 'job/algo-1-' });
});

test('without a log group there are no lines', async () => {
  expect(await read({ DescribeLogStreams: throwing(noLogsYet()) })).toEqual({ lines: [], position: {} });
});

test('without a stream there are no lines', async () => {
  expect(await read({ DescribeLogStreams: { logStreams: [] } })).toEqual({ lines: [], position: {} });
});

test('other errors are not hidden', async () => {
  const refused = throwing(awsError('AccessDeniedException', 'not authorized'));
  await expect(read({ DescribeLogStreams: refused })).rejects.toThrow('not authorized');
});
