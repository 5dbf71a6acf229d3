import { notFound } from './log-errors.js';
import type { LogStore, LogStream } from './log-store.js';

/** The streams of a group. @throws ServiceError ResourceNotFoundException: normal before a container has written */
export function existingStreams(logs: LogStore, groupName: string | undefined): LogStream[] {
  const streams = logs.streams().filter(({ group }) => group === groupName);
  if (streams.length === 0) throw notFound('The specified log group does not exist.');
  return streams;
}
