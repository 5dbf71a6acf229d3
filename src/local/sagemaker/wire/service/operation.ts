import type { Call } from '../http/call.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * What an operation does with the members of its input and the state of its service in the region that is asked.
 * Errors are thrown as ServiceError; `undefined` answers an empty body.
 */
export type Operation<State, Input = JsonObject, Output = JsonObject | undefined> = (
  input: Input,
  state: State,
) => Promise<Output> | Output;

/** Operations by name, ready to be called by a protocol. */
export type ServedOperations<Input = JsonObject, Output = JsonObject | undefined> = ReadonlyMap<
  string,
  (input: Input, region: string) => Promise<Output> | Output
>;

/** What a genuine request asks for. */
export interface Asked {
  readonly operation: string;
  /** Its members; of S3 the call itself. */
  readonly input: unknown;
  readonly region: string;
}

/** Called once a request is known to be genuine, and what it asks for. @throws ServiceError to be answered instead */
export type OnRequest = (call: Call, asked: Asked) => Promise<void>;
