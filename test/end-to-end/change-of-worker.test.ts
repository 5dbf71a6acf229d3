import { randomUUID } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { Run } from '../../src/client/index.js';
import type { RunStatus } from '../../src/contract/run/status.js';
import { data, localStack, model, startWorker } from '../support/interrupted/stack.js';

const stack = localStack([{ fault: 'training', outcome: 'Completed', name: 'watched-', seconds: 20 }]);
const workers: Awaited<ReturnType<typeof startWorker>>[] = [];

/** Works as long as it is not stopped, at most until the test is over. */
async function work(queue: string): Promise<() => Promise<void>> {
  const worker = await startWorker(stack, queue, stack.activities);
  workers.push(worker);
  return () => Promise.all(workers.splice(0).map(({ stop }) => stop())).then(() => undefined);
}
afterEach(() => Promise.all(workers.splice(0).map(({ stop }) => stop())));

test(
  'what was seen of a training job outlives the worker that saw it, and whoever watches the run sees it through',
  { timeout: 180_000 },
  async () => {
    const [queue, workflowId] = [randomUUID(), 'watched-run'];
    const stopFirst = await work(queue);
    const { client } = stack.temporal;
    const request = { model, data, gates: { deployment: 'auto' } };
    await client.workflow.start('fineTune', { taskQueue: queue, workflowId, args: [request] });
    const run = new Run(client, stack.aws, workflowId);
    const seen: RunStatus[] = [];
    const watching = (async () => {
      for await (const status of run.watch()) seen.push(status);
    })();
    const before = await vi.waitFor(async () => {
      const status = await run.status();
      expect(status?.progress).toMatchObject({ secondaryStatus: 'Training' });
      expect(status?.progress?.logTail.join()).toContain('SIMULATED');
      return status?.progress;
    }, 60_000);

    await stopFirst();
    // The next worker finds its way to the run, but not to the job.
    await stack.addFaults({ fault: 'error', status: 503, service: 'sagemaker', operation: 'DescribeTrainingJob' });
    await work(queue);
    const blind = await vi.waitFor(async () => {
      const status = await run.status();
      expect(status?.progress?.trouble).toContain('ServiceUnavailable');
      return status?.progress;
    }, 60_000);
    const log = before?.logTail ?? [];
    // The log may have gone on meanwhile.
    expect(blind?.logTail.slice(0, log.length)).toEqual(log);
    expect(blind).toEqual({ ...before, logTail: blind?.logTail, trouble: blind?.trouble });
    await vi.waitFor(() => expect(seen.at(-1)?.progress?.trouble).toBeDefined(), 60_000);

    await stack.endFaults();
    await watching;
    expect(seen.at(-1)?.outcome).toBe('done');
  },
);
