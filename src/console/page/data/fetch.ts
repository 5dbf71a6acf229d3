import type { Problem } from '../../../contract/problems.js';

/** RFC 9457 problem details, as every route answers an error. */
interface ProblemDetails {
  readonly title: string;
  readonly status: number;
  readonly detail?: string | undefined;
  readonly problems?: readonly Problem[] | undefined;
}

/** An answer that is no success; `body` is the whole document, since some carry more: a 409 has the new report. */
export class CallError extends Error {
  readonly status: number;
  readonly problems: readonly Problem[];
  readonly body: unknown;

  constructor(details: ProblemDetails) {
    super(details.detail ?? details.title);
    this.status = details.status;
    this.problems = details.problems ?? [];
    this.body = details;
  }
}

type Method = 'GET' | 'POST' | 'DELETE';

/** Who is told that the session has ended: the page then shows the sign-in. */
let signedOut: () => void = () => {};
export const onSignedOut = (listener: () => void): void => {
  signedOut = listener;
};

/**
 * Calls a route of the console's API.
 * @throws CallError for an answer that is no success, and for no answer at all (status 0)
 */
export async function call<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  const response = await callFor('application/json', method, path, body);
  return (await response.json().catch(() => null)) as Answer;
}

/** The same for an answer that is read by who asked. */
export async function callFor(
  accept: string,
  method: Method,
  path: string,
  body?: unknown,
  signal: AbortSignal | null = null,
): Promise<Response> {
  const isFile = body instanceof Blob;
  const isForm = body instanceof FormData;
  const response = await fetch(path, {
    method,
    signal,
    ...(body === undefined ? {} : { body: isFile || isForm ? body : JSON.stringify(body) }),
    headers: {
      accept,
      // A form's own, with its boundary, comes from the browser.
      ...(body === undefined || isForm ? {} : { 'content-type': isFile ? 'text/csv' : 'application/json' }),
    },
  }).catch((error: unknown) => {
    throw new CallError({ title: String(error), status: 0 });
  });
  if (response.ok) return response;
  if (response.status === 401) signedOut();
  const answer: unknown = await response.json().catch(() => null);
  throw new CallError({ title: response.statusText, ...(answer as object), status: response.status });
}

/** `?a=1&b=2` of the values that are there. */
export function search(values: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
