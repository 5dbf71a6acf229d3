import type { JsonService } from '../../wire/protocols/aws-json.js';
import type { OnRequest } from '../../wire/service/operation.js';
import { serve } from '../../wire/service/serve.js';
import { constraints } from '../constraints.generated.js';
import { invalidParameter } from './log-errors.js';
import type { LogsOperation, LogsRegion } from './logs-region.js';
import { describeLogGroups } from './operations/describe-log-groups.js';
import { describeLogStreams } from './operations/describe-log-streams.js';
import { filterLogEvents } from './operations/filter-log-events.js';
import { getLogEvents } from './operations/get-log-events.js';

const operations: Readonly<Record<string, LogsOperation<object>>> = {
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  GetLogEvents: getLogEvents,
  FilterLogEvents: filterLogEvents,
};

/** CloudWatch Logs, read only: what SageMaker's containers have written. */
export function logsService(stateOf: (region: string) => LogsRegion, onRequest: OnRequest): JsonService {
  return {
    target: 'Logs_20140328',
    signingName: 'logs',
    operations: serve({ constraints: constraints.logs, refusal: invalidParameter, operations, stateOf }),
    onRequest,
  };
}
