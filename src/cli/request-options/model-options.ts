import type { ModelReference } from '../../contract/run/requests.js';

/** `*` is what a version is by default. */
export const modelOf = (id: string, version: string | undefined): ModelReference =>
  version === undefined || version === '*' ? { id } : { id, version };
