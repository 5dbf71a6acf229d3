import { logArn } from '../log-arn.js';
import type { LogsOperation } from '../logs-region.js';
import { offsetPage } from '../offset-page.js';
import type { PageInput } from '../offset-page.js';

const pageSize = 50;

interface DescribeLogGroupsInput extends PageInput {
  readonly logGroupNamePrefix?: string;
  readonly logGroupNamePattern?: string;
}

export const describeLogGroups: LogsOperation<DescribeLogGroupsInput> = (input, { region, logs }) => {
  const { logGroupNamePrefix: prefix = '', logGroupNamePattern: part = '' } = input;
  const created = new Map<string, number>();
  for (const { group, createdAt } of logs.streams()) {
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
};
