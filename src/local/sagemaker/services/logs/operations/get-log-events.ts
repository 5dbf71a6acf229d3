import type { JsonObject } from '../../../wire/protocols/aws-json.js';
import { matchesFilter } from '../filter-pattern.js';
import { invalidParameter, notFound } from '../log-errors.js';
import type { LogEvent, LogStore } from '../log-store.js';
import { offsetPage } from '../offset-page.js';
import type { PageInput } from '../offset-page.js';
import { streamsOf } from './describe-log-streams.js';

/** GetLogEvents and FilterLogEvents answer at most this many at once. */
const pageSize = 10_000;

interface TimeSpan {
  /** Milliseconds since 1970; from the first, up to but without the second. */
  readonly startTime?: number;
  readonly endTime?: number;
}

interface GetInput extends JsonObject, PageInput, TimeSpan {
  readonly logGroupName?: string;
  readonly logStreamName?: string;
  readonly startFromHead?: boolean;
}

interface FilterInput extends JsonObject, PageInput, TimeSpan {
  readonly logGroupName?: string;
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  readonly filterPattern?: string;
}

/** A page of one stream. Its end shows in the token: nextForwardToken is the one that was sent. */
export function getLogEvents(store: LogStore, input: GetInput): JsonObject {
  const stream = streamsOf(store, input.logGroupName).find(({ name }) => name === input.logStreamName);
  if (stream === undefined) throw notFound('The specified log stream does not exist.');
  const events = store.events(stream).filter((event) => isWithin(event, input));
  const [start, end] = window(events.length, input);
  return {
    events: events.slice(start, end).map((event) => ({ ...event, ingestionTime: event.timestamp })),
    nextForwardToken: `f/${end}`,
    nextBackwardToken: `b/${start}`,
  };
}

export function filterLogEvents(store: LogStore, input: FilterInput): JsonObject {
  const { logStreamNames, logStreamNamePrefix: prefix = '', filterPattern = '' } = input;
  const events = streamsOf(store, input.logGroupName)
    .filter(({ name }) => name.startsWith(prefix) && (logStreamNames?.includes(name) ?? true))
    .flatMap((stream) =>
      store.events(stream).map((event, index) => ({
        logStreamName: stream.name,
        ...event,
        ingestionTime: event.timestamp,
        eventId: `${stream.createdAt}${String(index).padStart(12, '0')}`,
      })),
    )
    .filter((event) => isWithin(event, input) && matchesFilter(event.message, filterPattern))
    .sort((a, b) => a.timestamp - b.timestamp);
  return { searchedLogStreams: [], ...offsetPage('events', events, input, pageSize) };
}

function window(
  length: number,
  { nextToken, limit = pageSize, startFromHead }: GetInput,
): [start: number, end: number] {
  const [, direction, position] = /^([fb])\/(\d{1,12})$/.exec(nextToken ?? '') ?? [];
  if (nextToken !== undefined && direction === undefined) throw invalidParameter('The specified nextToken is invalid.');
  const at = Math.min(Number(position), length);
  if (direction === 'f') return [at, Math.min(length, at + limit)];
  if (direction === 'b') return [Math.max(0, at - limit), at];
  return startFromHead === true ? [0, Math.min(length, limit)] : [Math.max(0, length - limit), length];
}

function isWithin({ timestamp }: LogEvent, { startTime = 0, endTime = Infinity }: TimeSpan): boolean {
  return timestamp >= startTime && timestamp < endTime;
}
