import { constraints } from '../constraints.generated.js';
import { checkInput } from '../../wire/model/check-input.js';
import type { JsonObject, JsonService, Operation } from '../../wire/protocols/aws-json.js';
import { filterLogEvents, getLogEvents } from './operations/get-log-events.js';
import { invalidParameter } from './log-errors.js';
import type { LogStore } from './log-store.js';
import { describeLogGroups, describeLogStreams } from './operations/describe-log-streams.js';

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
