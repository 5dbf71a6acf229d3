import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'vitest';
import type { Clients } from './local-sagemaker.js';

export const trainingLogs = '/aws/sagemaker/TrainingJobs';

/** All lines of a job's log; none while it has no stream. */
export async function linesOf({ logs }: Clients, job: string): Promise<string[]> {
  const logGroupName = trainingLogs;
  const found = await logs
    .send(new DescribeLogStreamsCommand({ logGroupName, logStreamNamePrefix: `${job}/` }))
    .catch(() => undefined);
  const logStreamName = found?.logStreams?.[0]?.logStreamName;
  if (logStreamName === undefined) return [];
  const { events } = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }));
  return (events ?? []).map(({ message }) => message ?? '');
}

/** Waits for a line that starts with `start`. */
export async function waitForLine(clients: Clients, job: string, start: string): Promise<string> {
  let line: string | undefined;
  await expect
    .poll(
      async () => {
        line = (await linesOf(clients, job)).find((candidate) => candidate.startsWith(start));
        return line;
      },
      { interval: 25 },
    )
    .toBeDefined();
  return line ?? '';
}
