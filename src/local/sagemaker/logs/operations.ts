import { checkShape } from '../api/shapes.js';
import type { Shape } from '../api/shapes.js';
import type { JsonObject, JsonService, Operation } from '../protocols/aws-json.js';
import { filterLogEvents, getLogEvents } from './events.js';
import type { LogStore } from './log-store.js';
import { describeLogGroups, describeLogStreams } from './streams.js';

type LogOperation = (store: LogStore, input: JsonObject, region: string) => JsonObject;

const text: Shape = { type: 'string' };
const flag: Shape = { type: 'boolean' };
const time: Shape = { type: 'number', min: 0 };
const group: Shape = { type: 'string', min: 1, max: 512, pattern: '[\\.\\-_/#A-Za-z0-9]+' };
const stream: Shape = { type: 'string', min: 1, max: 512, pattern: '[^:*]*' };
const paging = { limit: { type: 'number', min: 1, max: 50 }, nextToken: text } as const;
const span = {
  startTime: time,
  endTime: time,
  limit: { type: 'number', min: 1, max: 10_000 },
  nextToken: text,
} as const;

/** Each operation with what its input must look like. */
const operations: Readonly<Record<string, readonly [shape: Readonly<Record<string, Shape>>, run: LogOperation]>> = {
  DescribeLogGroups: [{ logGroupNamePrefix: group, logGroupNamePattern: text, ...paging }, describeLogGroups],
  DescribeLogStreams: [
    {
      logGroupName: group,
      logStreamNamePrefix: stream,
      orderBy: { type: 'string', values: ['LogStreamName', 'LastEventTime'] },
      descending: flag,
      ...paging,
    },
    describeLogStreams,
  ],
  GetLogEvents: [
    { logGroupName: group, logStreamName: { ...stream, required: true }, startFromHead: flag, ...span },
    getLogEvents,
  ],
  FilterLogEvents: [
    {
      logGroupName: group,
      logStreamNames: { type: 'list', min: 1, max: 100, member: stream },
      logStreamNamePrefix: stream,
      filterPattern: { type: 'string', max: 1024 },
      ...span,
    },
    filterLogEvents,
  ],
};

/** CloudWatch Logs, read only: what SageMaker's containers have written. */
export function logsService(storeOf: (region: string) => LogStore): JsonService {
  const checked = Object.entries(operations).map(([name, [shape, run]]): [string, Operation] => [
    name,
    (input, region) => {
      checkShape(input, shape);
      return run(storeOf(region), input, region);
    },
  ]);
  return { target: 'Logs_20140328', signingName: 'logs', operations: new Map(checked) };
}
