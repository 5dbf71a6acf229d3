import type { Draft } from './request.js';

/** What the parts of the form get: the values by path, how to set one, and what is wrong with which. */
export interface FormState {
  readonly draft: Draft;
  /** Id of the model. */
  readonly model: string;
  readonly value: (path: string) => unknown;
  readonly set: (path: string, value: unknown) => void;
  readonly setAll: (paths: readonly string[], value: unknown) => void;
  readonly problem: (field: string) => string | undefined;
}
