import type { RunKind } from '../contract/run/run-kinds.js';

/** With what the ids of runs begin that nobody chose. */
export const idPrefixes: Readonly<Record<RunKind, string>> = { fineTune: 'fine-tune', deploy: 'deploy' };
