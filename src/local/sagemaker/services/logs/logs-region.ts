import type { JsonObject, Operation } from '../../wire/service/operation.js';
import type { LogStore } from './log-store.js';

/** What CloudWatch Logs keeps in one region: the state that its operations work on. */
export interface LogsRegion {
  /** Its name, e.g. `us-east-1`. */
  readonly region: string;
  readonly logs: LogStore;
}

/** `Input`: what the service model lets through, as far as the operation reads it. */
export type LogsOperation<Input> = Operation<LogsRegion, JsonObject & Input>;
