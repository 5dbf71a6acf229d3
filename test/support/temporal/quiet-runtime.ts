import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';

/** Failures are what these tests are about: the SDK's warnings of them say nothing. Once per test file, before any worker. */
export function quietRuntime(): void {
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter } } });
}
