import type { JsonObject } from '../../../wire/service/operation.js';
import { existingStreams } from '../existing-streams.js';
import { logArn } from '../log-arn.js';
import { invalidParameter } from '../log-errors.js';
import type { LogStore, LogStream } from '../log-store.js';
import type { LogsOperation } from '../logs-region.js';
import { offsetPage } from '../offset-page.js';
import type { PageInput } from '../offset-page.js';

const pageSize = 50;

interface DescribeLogStreamsInput extends PageInput {
  readonly logGroupName?: string;
  readonly logStreamNamePrefix?: string;
  readonly orderBy?: 'LogStreamName' | 'LastEventTime';
  readonly descending?: boolean;
}

type Description = JsonObject & { readonly logStreamName: string; readonly lastEventTimestamp?: number };

export const describeLogStreams: LogsOperation<DescribeLogStreamsInput> = (input, { region, logs }) => {
  const { logStreamNamePrefix: prefix = '', orderBy, descending = false } = input;
  const byTime = orderBy === 'LastEventTime';
  if (byTime && prefix !== '') throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  const order = (stream: Description): string | number =>
    byTime ? (stream.lastEventTimestamp ?? 0) : stream.logStreamName;
  const streams = existingStreams(logs, input.logGroupName)
    .filter(({ name }) => name.startsWith(prefix))
    .map((stream) => describe(logs, stream, region))
    .sort((a, b) => (descending ? -1 : 1) * (order(a) < order(b) ? -1 : 1));
  return offsetPage('logStreams', streams, input, pageSize);
};

function describe(store: LogStore, stream: LogStream, region: string): Description {
  const events = store.events(stream);
  const [first, last] = [events[0], events.at(-1)];
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    ...(first === undefined ? {} : { firstEventTimestamp: first.timestamp }),
    ...(last === undefined ? {} : { lastEventTimestamp: last.timestamp, lastIngestionTime: last.timestamp }),
    arn: logArn(region, stream.group, stream.name),
  };
}
