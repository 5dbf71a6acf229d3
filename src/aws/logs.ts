import { DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { defined } from '../contract/defined.js';
import type { AwsClients } from './clients.js';

const trainingJobs = '/aws/sagemaker/TrainingJobs';

/** How far the log of a job has been read. */
export interface LogPosition {
  stream?: string;
  token?: string;
}

/**
 * New log lines of a training job since `position`, oldest first, one page at most.
 * Neither group nor stream exists before the container writes: that is no lines, not an error.
 */
export async function readTrainingLog(
  clients: AwsClients,
  jobName: string,
  position: LogPosition,
  signal?: AbortSignal,
): Promise<{ lines: string[]; position: LogPosition }> {
  const client = await clients.logs();
  const options = defined({ abortSignal: signal });
  try {
    const stream = position.stream ?? (await firstStream());
    if (stream === undefined) return { lines: [], position };
    const answer = await client.send(
      new GetLogEventsCommand(
        defined({
          logGroupName: trainingJobs,
          logStreamName: stream,
          startFromHead: true,
          nextToken: position.token,
        }),
      ),
      options,
    );
    return {
      lines: (answer.events ?? []).map(({ message }) => message ?? ''),
      position: defined({ stream, token: answer.nextForwardToken }),
    };
  } catch (error) {
    if ((error as Error).name === 'ResourceNotFoundException') return { lines: [], position };
    throw error;
  }

  async function firstStream(): Promise<string | undefined> {
    const found = await client.send(
      // The container's own: whoever may write to the group could put another stream before it.
      new DescribeLogStreamsCommand({
        logGroupName: trainingJobs,
        logStreamNamePrefix: `${jobName}/algo-1-`,
        limit: 1,
      }),
      options,
    );
    return found.logStreams?.[0]?.logStreamName;
  }
}
