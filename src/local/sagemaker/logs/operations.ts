import { constraints } from '../api/constraints.js';
import { checkInput } from '../api/shapes.js';
import type { JsonObject, JsonService, Operation } from '../protocols/aws-json.js';
import { filterLogEvents, getLogEvents } from './events.js';
import { invalidParameter } from './log-errors.js';
import type { LogStore } from './log-store.js';
import { describeLogGroups, describeLogStreams } from './streams.js';

type LogOperation = (store: LogStore, input: JsonObject, region: string) => JsonObject;

const operations: Readonly<Record<string, LogOperation>> = {
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  GetLogEvents: getLogEvents,
  FilterLogEvents: filterLogEvents,
};

/** CloudWatch Logs, read only: what SageMaker's containers have written. */
export function logsService(storeOf: (region: string) => LogStore): JsonService {
  const checked = Object.entries(operations).map(([name, run]): [string, Operation] => [
    name,
    (input, region) => {
      checkInput(constraints.logs, name, input, invalidParameter);
      return run(storeOf(region), input, region);
    },
  ]);
  return { service: 'logs', target: 'Logs_20140328', signingName: 'logs', operations: new Map(checked) };
}
