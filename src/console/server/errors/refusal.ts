import type { FieldProblem, Gate } from '../../api/index.js';

/** The kinds of refusal of the console itself: name of the problem type, HTTP status, title. */
export const refusals = {
  'bad-request': { status: 400, title: 'The request can not be read' },
  'signed-out': { status: 401, title: 'Nobody is signed in' },
  forbidden: { status: 403, title: 'That is not allowed' },
  'not-found': { status: 404, title: 'There is no such thing' },
  conflict: { status: 409, title: 'Things have changed' },
  'too-large': { status: 413, title: 'That is too much' },
  'unsupported-type': { status: 415, title: 'That type of content is not understood' },
  'wrong-host': { status: 421, title: 'The console does not answer to this name' },
  'invalid-input': { status: 422, title: 'The input has problems' },
  'too-many-tries': { status: 429, title: 'Too many tries' },
  failed: { status: 500, title: 'The console failed' },
  'run-failed': { status: 502, title: 'It ended without success' },
  unreachable: { status: 503, title: 'Something that is needed does not answer' },
} as const;

export type RefusalType = keyof typeof refusals;

/** An answer that is no: thrown anywhere, sent as problem details. */
export class Refusal extends Error {
  readonly type: RefusalType;
  readonly problems: readonly FieldProblem[];
  readonly more: { readonly failure?: string; readonly gates?: readonly Gate[]; readonly retryAfterInSeconds?: number };

  constructor(type: RefusalType, detail: string, problems: readonly FieldProblem[] = [], more: Refusal['more'] = {}) {
    super(detail);
    this.name = 'Refusal';
    this.type = type;
    this.problems = problems;
    this.more = more;
  }
}
