import type { ConnectionLike } from '@temporalio/client';
import { InvalidSettingsError, wrongSetting } from '../contract/invalid-settings.js';

/** `NOT_FOUND` of gRPC. */
const notFound = 5;

const noSuchNamespace = (namespace: string): InvalidSettingsError =>
  wrongSetting(
    'TEMPORAL_NAMESPACE',
    `there is no namespace "${namespace}" on that server; name another, or make it with: temporal operator namespace create -n ${namespace} --retention 30d`,
  );

/** An error in words that say so, where the server has no such namespace; others as they are. */
export function inWordsOfNamespace(error: unknown, namespace: string): unknown {
  const chain = [error, (error as Error | null)?.cause] as (Refusal | null | undefined)[];
  const missing = chain.some(
    (refusal) =>
      refusal?.name === 'NamespaceNotFoundError' ||
      // A native connection tells it in the message only.
      (refusal?.code === notFound && says.test(`${refusal.details ?? ''} ${refusal.message ?? ''}`)),
  );
  return missing ? noSuchNamespace(namespace) : error;
}

interface Refusal {
  readonly name?: string;
  readonly code?: number;
  readonly details?: string;
  readonly message?: string;
}

const says = /Namespace .* is not found/;

/** Asks before a worker is made: the runtime would keep a process alive that has none. What else is wrong it says itself. @throws InvalidSettingsError */
export async function refuseMissingNamespace({ workflowService }: ConnectionLike, namespace: string): Promise<void> {
  const error = await workflowService.describeNamespace({ namespace }).then(
    () => null,
    (reason: unknown) => inWordsOfNamespace(reason, namespace),
  );
  if (error instanceof InvalidSettingsError) throw error;
}
