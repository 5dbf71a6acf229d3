/** An error answer of an AWS service, independent of the protocol that carries it. */
export class ServiceError extends Error {
  /** The error code as AWS names it, e.g. `ValidationException`. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;
  /** Further members of the error's shape, e.g. `OriginalStatusCode` of ModelError. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Further headers of the answer. */
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    status = 400,
    members: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = 'ServiceError';
    this.code = code;
    this.status = status;
    this.members = members;
    this.headers = headers;
  }
}

export function notImplementedHere(what: string): ServiceError {
  return new ServiceError('NotImplemented', `${what} is not implemented here`, 501);
}
