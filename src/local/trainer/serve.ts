/** The inference container's entry, a worker thread: loads the head of one unpacked model, asks for its encoder, and answers invocations. */
import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { Classifier } from './serving/classifier.js';
import { answerInvocation, refusal } from './serving/inference.js';
import type { Invocation, InvocationAnswer } from './serving/inference.js';
import { sharedEncoder } from './serving/shared-encoder.js';
import type { ComputedMessage, ComputeMessage } from './serving/shared-encoder.js';

/** What the thread is started with. */
export interface ServeWorkerData {
  /** An unpacked model.tar.gz. */
  readonly modelDirectory: string;
}

/** To the thread, after it is ready. */
export interface InvokeMessage extends Invocation {
  readonly type: 'invoke';
  /** Comes back with the answer. */
  readonly id: string | number;
}

/** From the thread: first `ready` or `failed`, then one `answer` an invocation; all the time, `compute`. */
export type ServeMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly message: string }
  | ({ readonly type: 'answer'; readonly id: string | number } & InvocationAnswer)
  | ComputeMessage;

const port = parentPort;
if (port === null) throw new Error('serve.js is the entry of a worker thread');
const post = (message: ServeMessage): void => port.postMessage(message);

function serve(classifier: Classifier, invocations: MessagePort): void {
  const answer = async ({ id, ...invocation }: InvokeMessage): Promise<void> => {
    const result = await answerInvocation((text) => classifier.predict(text), invocation).catch((error: unknown) =>
      refusal(500, (error as Error).message),
    );
    post({ type: 'answer', id, ...result });
  };
  invocations.on('message', (message: InvokeMessage | ComputedMessage) => {
    if (message.type === 'invoke') void answer(message);
  });
}

try {
  const { modelDirectory } = workerData as ServeWorkerData;
  serve(await Classifier.load(modelDirectory, () => sharedEncoder(port, modelDirectory)), port);
  post({ type: 'ready' });
} catch (error) {
  post({ type: 'failed', message: (error as Error).message });
}
