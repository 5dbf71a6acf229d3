import { setTimeout } from 'node:timers/promises';
import { isGrpcServiceError } from '@temporalio/client';

/** `UNAVAILABLE` and `DEADLINE_EXCEEDED` of gRPC: nobody answers at the moment, which says nothing of the run. */
const awayCodes: readonly number[] = [14, 4];

/** The Temporal server doesn't answer: it restarts, or the network is gone. */
export function isServerAway(error: unknown): boolean {
  const cause = isGrpcServiceError(error) ? error : (error as Error | null)?.cause;
  return isGrpcServiceError(cause) && awayCodes.includes(cause.code);
}

/** The call's answer, however long the server is away before it. */
export async function onceBack<T>(call: () => Promise<T>, pauseMilliseconds = 1_000): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isServerAway(error)) throw error;
      await setTimeout(pauseMilliseconds);
    }
  }
}
