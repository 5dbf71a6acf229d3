/** Timers of Node.js hold at most 2^31 - 1 ms: 24 days, which nothing here lasts. */
export const longestTimerMilliseconds = 2_147_483_647;
