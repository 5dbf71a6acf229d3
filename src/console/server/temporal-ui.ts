import type { Context } from './context.js';

/** Where the Temporal UI shows a workflow; null where its address is not known. */
export const workflowUi = ({ options, tunewright }: Context, id: string): string | null =>
  options.ui === undefined || options.ui === null
    ? null
    : `${options.ui}/namespaces/${encodeURIComponent(tunewright.namespace)}/workflows/${encodeURIComponent(id)}`;
