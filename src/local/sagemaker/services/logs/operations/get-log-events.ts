import { existingStreams } from '../existing-streams.js';
import { invalidParameter, notFound } from '../log-errors.js';
import type { LogsOperation } from '../logs-region.js';
import type { PageInput } from '../offset-page.js';
import { isWithin } from '../time-span.js';
import type { TimeSpan } from '../time-span.js';

const pageSize = 10_000;

interface GetLogEventsInput extends PageInput, TimeSpan {
  readonly logGroupName?: string;
  readonly logStreamName?: string;
  readonly startFromHead?: boolean;
}

/** A page of one stream. Its end shows in the token: nextForwardToken is the one that was sent. */
export const getLogEvents: LogsOperation<GetLogEventsInput> = (input, { logs }) => {
  const stream = existingStreams(logs, input.logGroupName).find(({ name }) => name === input.logStreamName);
  if (stream === undefined) throw notFound('The specified log stream does not exist.');
  const events = logs.events(stream).filter((event) => isWithin(event, input));
  const [start, end] = window(events.length, input);
  return {
    events: events.slice(start, end).map((event) => ({ ...event, ingestionTime: event.timestamp })),
    nextForwardToken: `f/${end}`,
    nextBackwardToken: `b/${start}`,
  };
};

function window(
  length: number,
  { nextToken, limit = pageSize, startFromHead }: GetLogEventsInput,
): [start: number, end: number] {
  const [, direction, position] = /^([fb])\/(\d{1,12})$/.exec(nextToken ?? '') ?? [];
  if (nextToken !== undefined && direction === undefined) throw invalidParameter('The specified nextToken is invalid.');
  const at = Math.min(Number(position), length);
  if (direction === 'f') return [at, Math.min(length, at + limit)];
  if (direction === 'b') return [Math.max(0, at - limit), at];
  return startFromHead === true ? [0, Math.min(length, limit)] : [Math.max(0, length - limit), length];
}
