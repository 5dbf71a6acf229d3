import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalSageMaker } from '../../src/local/sagemaker/index.js';
import { localEnvironment, startLocalSageMaker } from '../../src/local/sagemaker/index.js';
import { bareEnvironment } from '../support/command.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const directory = temporaryDirectory();
let sagemaker: LocalSageMaker;

const operations = ['ListEndpoints', 'DescribeTrainingJob'];

beforeAll(async () => {
  sagemaker = await startLocalSageMaker({
    port: 0,
    dataDirectory: path.join(directory, 'sagemaker'),
    cacheDirectory: path.join(directory, 'cache'),
    faults: operations.map((operation) => ({ fault: 'throttle', perSecond: 2, operation })),
  });
});
afterAll(() => sagemaker?.close());

/** Asks as fast as it may, from a process with half of the account's budget, and prints the names of the errors. */
const program = `
  const { Aws, endpoints, sageMaker, trainingJobs } = await import(${JSON.stringify(pathToFileURL(path.resolve('dist/aws/index.js')).href)});
  const client = sageMaker(new Aws({ rateShare: 0.5 }).clients('us-east-1'));
  const list = async () => { for await (const endpoint of endpoints.list(client)) void endpoint; };
  const calls = [1, 2, 3, 4, 5].flatMap(() => [list(), trainingJobs.describe(client, 'missing')]);
  const ends = await Promise.allSettled(calls);
  console.log(JSON.stringify(ends.map(({ reason }) => reason?.name ?? 'answered')));
`;

test('two processes with half the share each get all their calls through a limit that is less than they dare', async () => {
  const env = bareEnvironment(directory, localEnvironment(sagemaker.url));
  const run = (): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { env });
  const outputs = await Promise.all([run(), run()]);
  const ends = outputs.flatMap(({ stdout }) => JSON.parse(stdout) as string[]);
  expect(ends.filter((name) => name === 'answered')).toHaveLength(10);
  // There is no such job, and that is the answer.
  expect(ends.filter((name) => name === 'ValidationException')).toHaveLength(10);
});
