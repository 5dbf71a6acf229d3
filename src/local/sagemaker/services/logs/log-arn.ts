import { arn } from '../../wire/arn.js';

/** Of a stream, or of its group: the group's ends in `:*`, as DescribeLogGroups writes it. */
export function logArn(region: string, group: string, stream?: string): string {
  const tail = stream === undefined ? ':*' : `:log-stream:${stream}`;
  return `${logGroupArn(region, group)}${tail}`;
}

/** Of a group by itself, without `:*`. */
export function logGroupArn(region: string, group: string): string {
  return arn('logs', region, `log-group:${group}`);
}
