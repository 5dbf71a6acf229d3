import type { Endpoint } from '../../../client/index.js';
import { predictionTable } from '../endpoints/endpoints.js';
import { print } from '../../output.js';

/** Classifies sentences that the user types, until an empty one. */
export async function predictTyped(endpoint: Endpoint): Promise<void> {
  const { text, isCancel } = await import('@clack/prompts');
  for (;;) {
    const answer = await text({ message: 'A sentence of your own? (empty: no more)', output: process.stderr });
    if (isCancel(answer)) {
      // Ctrl-C at the prompt means what it means elsewhere.
      process.kill(process.pid, 'SIGINT');
      return;
    }
    if (answer === undefined || answer.trim() === '') return;
    print(predictionTable([await endpoint.predict(answer)]));
  }
}
