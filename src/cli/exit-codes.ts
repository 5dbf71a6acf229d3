/** What the exit code says; the same for every command. */
export const exitCodes = { done: 0, failed: 1, badInput: 2, rejected: 3, unreachable: 4 } as const;
