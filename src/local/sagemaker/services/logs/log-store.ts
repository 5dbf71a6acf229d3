import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Documents, digest } from '../../store/documents.js';

/** Times are milliseconds since 1970, as CloudWatch Logs writes them. */
export interface LogEvent {
  readonly timestamp: number;
  readonly message: string;
}

export interface LogStream {
  readonly group: string;
  readonly name: string;
  readonly createdAt: number;
}

/** One event may have 1 MB; 26 bytes of it are overhead. */
const eventBytes = 1024 * 1024 - 26;

/** Log groups and streams of one region: a document for each stream, and its events in a file of JSON lines. */
export class LogStore {
  readonly #directory: string;
  readonly #streams: Documents<LogStream>;

  constructor(directory: string) {
    this.#directory = join(directory, 'events');
    mkdirSync(this.#directory, { recursive: true });
    this.#streams = new Documents(join(directory, 'streams'));
  }

  streams(): LogStream[] {
    return this.#streams.values();
  }

  create(group: string, name: string): LogStream {
    const key = streamKey(group, name);
    const existing = this.#streams.get(key);
    if (existing !== undefined) return existing;
    const stream = { group, name, createdAt: Date.now() };
    this.#streams.put(key, stream);
    return stream;
  }

  append(stream: LogStream, messages: readonly string[]): void {
    if (messages.length === 0) return;
    const timestamp = Date.now();
    const lines = messages.map((message) => `${JSON.stringify({ timestamp, message: cut(message) })}\n`);
    appendFileSync(this.#file(stream), lines.join(''));
  }

  /** In the order of arrival, which is the order of time. */
  events(stream: LogStream): LogEvent[] {
    return readLines(this.#file(stream)).flatMap((line) => {
      try {
        return [JSON.parse(line) as LogEvent];
      } catch {
        // Half a line, left by a kill in the middle of a write.
        return [];
      }
    });
  }

  #file(stream: LogStream): string {
    return join(this.#directory, `${digest(streamKey(stream.group, stream.name))}.jsonl`);
  }
}

function streamKey(group: string, name: string): string {
  return `${group}\n${name}`;
}

function cut(message: string): string {
  if (Buffer.byteLength(message) <= eventBytes) return message;
  return Buffer.from(message).subarray(0, eventBytes).toString('utf8');
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  } catch {
    // No event yet.
    return [];
  }
}
