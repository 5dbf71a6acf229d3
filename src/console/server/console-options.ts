import type { Tunewright } from '../../client/index.js';
import type { User } from '../api/index.js';
import type { ProxyOptions } from './security/proxy.js';

/** What a console is made of. */
export interface ConsoleOptions {
  readonly tunewright: Tunewright;
  /** Whoever has the token of this start; their name goes on record with what they do. */
  readonly owner: User;
  /** Of this start; a new one each time. */
  readonly token: string;
  /** File of the API tokens: name, role and digest of each. */
  readonly tokensFile: string;
  /** Further names by which browsers reach it, with their port, e.g. `console.example:8234`. */
  readonly hosts?: readonly string[];
  /** Address of the Temporal UI. */
  readonly ui?: string | null;
  readonly version: string;
  /** Who started a run may not decide at its gates. */
  readonly selfApproval?: boolean;
  /** A proxy signs people in: then the token of this start counts for nothing. */
  readonly proxy?: ProxyOptions;
  /** ARN of the SageMaker execution role of the runs that name none. */
  readonly executionRole?: string;
  /** The address to listen on; default 127.0.0.1. Another one only with a proxy. */
  readonly listen?: string;
  /** Most bytes of an uploaded `data.csv`. */
  readonly uploadLimit?: number;
}
