import { logArn } from '../../../wire/account.js';
import type { JsonObject } from '../../../wire/protocols/aws-json.js';
import { invalidParameter, notFound } from '../log-errors.js';
import type { LogStore, LogStream } from '../log-store.js';
import { offsetPage } from '../offset-page.js';
import type { PageInput } from '../offset-page.js';

/** DescribeLogGroups and DescribeLogStreams answer at most this many at once. */
const pageSize = 50;

interface GroupsInput extends JsonObject, PageInput {
  readonly logGroupNamePrefix?: string;
  readonly logGroupNamePattern?: string;
}

interface StreamsInput extends JsonObject, PageInput {
  readonly logGroupName?: string;
  readonly logStreamNamePrefix?: string;
  readonly orderBy?: 'LogStreamName' | 'LastEventTime';
  readonly descending?: boolean;
}

type Description = JsonObject & { readonly logStreamName: string; readonly lastEventTimestamp?: number };

export function describeLogGroups(store: LogStore, input: GroupsInput, region: string): JsonObject {
  const { logGroupNamePrefix: prefix = '', logGroupNamePattern: part = '' } = input;
  const created = new Map<string, number>();
  for (const { group, createdAt } of store.streams()) {
    created.set(group, Math.min(createdAt, created.get(group) ?? Infinity));
  }
  const groups = [...created]
    .filter(([name]) => name.startsWith(prefix) && name.toLowerCase().includes(part.toLowerCase()))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([logGroupName, creationTime]) => ({
      logGroupName,
      creationTime,
      metricFilterCount: 0,
      arn: logArn(region, logGroupName),
    }));
  return offsetPage('logGroups', groups, input, pageSize);
}

export function describeLogStreams(store: LogStore, input: StreamsInput, region: string): JsonObject {
  const { logStreamNamePrefix: prefix = '', orderBy, descending = false } = input;
  const byTime = orderBy === 'LastEventTime';
  if (byTime && prefix !== '') throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  const order = (stream: Description): string | number =>
    byTime ? (stream.lastEventTimestamp ?? 0) : stream.logStreamName;
  const streams = streamsOf(store, input.logGroupName)
    .filter(({ name }) => name.startsWith(prefix))
    .map((stream) => describe(store, stream, region))
    .sort((a, b) => (descending ? -1 : 1) * (order(a) < order(b) ? -1 : 1));
  return offsetPage('logStreams', streams, input, pageSize);
}

/** @throws ServiceError ResourceNotFoundException: normal before a container has written */
export function streamsOf(store: LogStore, groupName: string | undefined): LogStream[] {
  const streams = store.streams().filter(({ group }) => group === groupName);
  if (streams.length === 0) throw notFound('The specified log group does not exist.');
  return streams;
}

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
