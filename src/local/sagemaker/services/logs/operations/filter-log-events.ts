import { existingStreams } from '../existing-streams.js';
import { matchesFilter } from '../filter-pattern.js';
import type { LogsOperation } from '../logs-region.js';
import { offsetPage } from '../offset-page.js';
import type { PageInput } from '../offset-page.js';
import { isWithin } from '../time-span.js';
import type { TimeSpan } from '../time-span.js';

const pageSize = 10_000;

interface FilterLogEventsInput extends PageInput, TimeSpan {
  readonly logGroupName?: string;
  readonly logStreamNames?: readonly string[];
  readonly logStreamNamePrefix?: string;
  readonly filterPattern?: string;
}

export const filterLogEvents: LogsOperation<FilterLogEventsInput> = (input, { logs }) => {
  const { logStreamNames, logStreamNamePrefix: prefix = '', filterPattern = '' } = input;
  const events = existingStreams(logs, input.logGroupName)
    .filter(({ name }) => name.startsWith(prefix) && (logStreamNames?.includes(name) ?? true))
    .flatMap((stream) =>
      logs.events(stream).map((event, index) => ({
        logStreamName: stream.name,
        ...event,
        ingestionTime: event.timestamp,
        eventId: `${stream.createdAt}${String(index).padStart(12, '0')}`,
      })),
    )
    .filter((event) => isWithin(event, input) && matchesFilter(event.message, filterPattern))
    .sort((a, b) => a.timestamp - b.timestamp);
  return { searchedLogStreams: [], ...offsetPage('events', events, input, pageSize) };
};
