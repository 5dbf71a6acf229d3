import { say } from '../../output.js';

const endMilliseconds = 5_000;

/** Runs a worker until SIGINT or SIGTERM. */
export async function work(): Promise<void> {
  const { keepHeapSmall, logLine, runWorker, workerSettings } = await import('../../../worker/index.js');
  keepHeapSmall();
  const { UnreachableError } = await import('../../../client/errors.js');
  const { connectionSettings } = await import('../../../temporal/connection-settings.js');
  const { shownAddress } = await import('../../../client/shown-address.js');
  try {
    await runWorker({
      log: say,
      onReady: () => {
        const { logFormat = 'text' } = workerSettings();
        say(logFormat === 'text' ? 'worker: ready' : logLine('json', { level: 'INFO', message: 'worker: ready' }));
      },
    });
  } catch (error) {
    // What the runtime still holds must not keep a worker that does nothing.
    setTimeout(() => process.exit(), endMilliseconds).unref();
    if ((error as Error).name !== 'TransportError') throw error;
    const { address } = connectionSettings();
    throw new UnreachableError(
      'Temporal',
      `no Temporal server answers at ${shownAddress(address)}; start one (tunewright up) or set TEMPORAL_ADDRESS`,
      { cause: error },
    );
  }
}
