import type { DescribeLogStreamsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { defined } from '../../contract/defined.js';
import type { AwsClients } from '../clients.js';
import { sdk } from '../sdk.js';

/** Where something writes its log: the first stream of these, or the one that was written last. */
interface LogSource {
  readonly logGroupName: string;
  readonly streams: Pick<DescribeLogStreamsCommandInput, 'logStreamNamePrefix' | 'orderBy' | 'descending'>;
}

const trainingJobSource = (job: string): LogSource => ({
  logGroupName: '/aws/sagemaker/TrainingJobs',
  // The container's own: whoever may write to the group could put another stream before it.
  streams: { logStreamNamePrefix: `${job}/algo-1-` },
});

/** The log group of an endpoint; it outlives the endpoint. */
export const endpointLogGroup = (name: string): string => `/aws/sagemaker/Endpoints/${name}`;

/** Streams are named for variant and instance, which nobody knows before. */
const endpointSource = (name: string): LogSource => ({
  logGroupName: endpointLogGroup(name),
  streams: { orderBy: 'LastEventTime', descending: true },
});

/** How far the log of a job has been read. */
export interface LogPosition {
  stream?: string;
  token?: string;
}

interface LogPage {
  lines: string[];
  position: LogPosition;
}

/** New log lines of a training job since `position`, oldest first, one page at most; none before the container writes. */
export const readTrainingLog = (
  clients: AwsClients,
  jobName: string,
  position: LogPosition,
  signal?: AbortSignal,
): Promise<LogPage> => readLog(clients, trainingJobSource(jobName), position, signal);

/** CloudWatch gives 1 MB or 10,000 events a page: after one of this size there may be more. */
const [fullCharacters, fullLines] = [500_000, 5_000];
const mostPages = 20;

const isFull = ({ lines }: LogPage): boolean =>
  lines.length >= fullLines || lines.reduce((sum, { length }) => sum + length, 0) >= fullCharacters;

/** The same by as many pages as it takes: those that come, where one does not. @throws what the first page does */
export async function readOnTrainingLog(
  clients: AwsClients,
  jobName: string,
  position: LogPosition,
  signal?: AbortSignal,
): Promise<LogPage> {
  let page = await readTrainingLog(clients, jobName, position, signal);
  const read = [page.lines];
  for (let pages = 1; pages < mostPages && isFull(page); pages++) {
    const next = await readTrainingLog(clients, jobName, page.position, signal).catch(() => null);
    if (next === null) break;
    page = next;
    read.push(page.lines);
  }
  return { lines: read.flat(), position: page.position };
}

/** A page of the instance of an endpoint that wrote last. */
export const readEndpointLog = (clients: AwsClients, name: string, position: LogPosition): Promise<LogPage> =>
  readLog(clients, endpointSource(name), position);

/** The last lines that the instances of an endpoint wrote, oldest first; none where none has written. */
export async function lastEndpointLines(
  clients: AwsClients,
  name: string,
  limit: number,
  signal: AbortSignal,
): Promise<string[]> {
  const { lines } = await readLog(clients, endpointSource(name), {}, signal, { startFromHead: false, limit });
  return lines;
}

/** Neither group nor stream exists before the container writes: that is no lines, not an error. */
async function readLog(
  clients: AwsClients,
  { logGroupName, streams }: LogSource,
  position: LogPosition,
  signal?: AbortSignal,
  part: { startFromHead: boolean; limit?: number } = { startFromHead: true },
): Promise<LogPage> {
  const client = await clients.logs();
  const options = defined({ abortSignal: signal });
  try {
    const stream = position.stream ?? (await firstStream());
    if (stream === undefined) return { lines: [], position };
    const answer = await client.send(
      new (await sdk.logs()).GetLogEventsCommand(
        defined({ logGroupName, logStreamName: stream, ...part, nextToken: position.token }),
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
      new (await sdk.logs()).DescribeLogStreamsCommand({ logGroupName, ...streams, limit: 1 }),
      options,
    );
    return found.logStreams?.[0]?.logStreamName;
  }
}
