import { say } from '../../output.js';

/** Runs a worker until SIGINT or SIGTERM. */
export async function work(): Promise<void> {
  const { logLine, runWorker, workerSettings } = await import('../../../worker/index.js');
  const { UnreachableError } = await import('../../../client/errors.js');
  const { shownAddress } = await import('../../../client/shown-address.js');
  try {
    const { logFormat = 'text' } = workerSettings();
    const ready = logFormat === 'text' ? 'worker: ready' : logLine('json', { level: 'INFO', message: 'worker: ready' });
    await runWorker({ log: say, onReady: () => say(ready) });
  } catch (error) {
    if ((error as Error).name !== 'TransportError') throw error;
    const address = process.env['TEMPORAL_ADDRESS'] ?? 'localhost:7233';
    throw new UnreachableError(
      'Temporal',
      `no Temporal server answers at ${shownAddress(address)}; start one (tunewright up) or set TEMPORAL_ADDRESS`,
      { cause: error },
    );
  }
}
