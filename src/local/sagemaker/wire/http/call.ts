import type { IncomingMessage, ServerResponse } from 'node:http';

/** One HTTP request on its way through a protocol. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  /** The path exactly as received: still percent-encoded, `..` and `//` left in place. */
  readonly rawPath: string;
  readonly query: readonly QueryParameter[];
  readonly requestId: string;
  readonly log: (line: string) => void;
}

/** Answers a call, errors included. */
export type Protocol = (call: Call) => Promise<void>;

export interface QueryParameter {
  readonly name: string;
  readonly value: string;
}

/** A header with one value; the empty text is a value. */
export function header(call: Call, name: string): string | undefined {
  const value = call.request.headers[name];
  return Array.isArray(value) ? value.join(',') : value;
}

export function queryValue(call: Call, name: string): string | undefined {
  return call.query.find((parameter) => parameter.name === name)?.value;
}

/** Splits a request target. Not `new URL`: it would resolve `..` in an S3 key. */
export function parseTarget(target: string): { rawPath: string; query: QueryParameter[] } {
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const pairs = mark < 0 ? [] : target.slice(mark + 1).split('&');
  const query = pairs
    .filter((pair) => pair !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      return { name: decode(name), value: decode(value.join('=')) };
    });
  return { rawPath, query };
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', '%20'));
}
