import { setTimeout as delay } from 'node:timers/promises';
import type { SupervisedChild } from '../../local/processes/supervise-child.js';

const readyMilliseconds = 30_000;

/** Resolves once the URL answers anything at all; rejects when its process has ended or too much time has passed. */
export async function answering(url: string, child: SupervisedChild): Promise<void> {
  const deadline = Date.now() + readyMilliseconds;
  let ended = false;
  void child.exited.then(() => (ended = true));
  while (!ended && Date.now() < deadline) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return;
    await delay(50);
  }
  throw new Error(`the ${child.name} does not answer at ${url}:\n${child.tail().join('\n')}`);
}
