import type { AwsClients } from './clients.js';
import { stateChangeOf } from './state-change.js';
import type { StateChange } from './state-change.js';
import { sdk } from './sdk.js';

/** Seconds that a call waits for a message; the queue's own longest. */
const longPoll = 20;
/** Messages of one call; SQS gives no more. */
const most = 10;

/** What one call took from the queue. */
export interface TakenEvents {
  readonly changes: readonly StateChange[];
  /** Takes them away for good; what is not taken away comes again. */
  readonly remove: () => Promise<void>;
}

/** `us-east-1` of `https://sqs.us-east-1.amazonaws.com/…`, null of another host. */
export const regionOfQueue = (url: string): string | null =>
  /^sqs\.([a-z0-9-]+)\.amazonaws\.com(\.cn)?$/.exec(new URL(url).hostname)?.[1] ?? null;

/** Waits for messages, 20 s at most. Several workers may share a queue: each message goes to one of them. */
export async function takeEvents(clients: AwsClients, url: string, signal: AbortSignal): Promise<TakenEvents> {
  const sqs = await clients.sqs();
  const { DeleteMessageBatchCommand, ReceiveMessageCommand } = await sdk.sqs();
  const receive = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: most, WaitTimeSeconds: longPoll });
  const { Messages: messages = [] } = await sqs.send(receive, { abortSignal: signal });
  return {
    changes: messages.flatMap(({ Body }) => stateChangeOf(Body ?? '') ?? []),
    remove: async () => {
      const Entries = messages.flatMap(({ ReceiptHandle }, at) =>
        ReceiptHandle === undefined ? [] : [{ Id: String(at), ReceiptHandle }],
      );
      if (Entries.length === 0) return;
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: url, Entries }), { abortSignal: signal });
    },
  };
}
