import type * as exporters from '@opentelemetry/exporter-trace-otlp-proto';
import type * as resources from '@opentelemetry/resources';
import type * as sdk from '@opentelemetry/sdk-trace-node';
import type * as interceptors from '@temporalio/interceptors-opentelemetry';
import { wrongSetting } from '../../contract/invalid-settings.js';

/** What tracing is made with. */
export interface TracingPackages {
  readonly interceptors: typeof interceptors;
  readonly sdk: typeof sdk;
  readonly resources: typeof resources;
  readonly exporters: typeof exporters;
}

/** Optional, so that nobody else has to install them. @internal */
export const tracingPackages = [
  '@temporalio/interceptors-opentelemetry@1.24.0',
  '@opentelemetry/sdk-trace-node@1.30.1',
  '@opentelemetry/resources@1.30.1',
  '@opentelemetry/exporter-trace-otlp-proto@0.57.2',
] as const;

/** @throws InvalidSettingsError where one of them is not installed */
export async function loadTracing(): Promise<TracingPackages> {
  try {
    return {
      interceptors: await import('@temporalio/interceptors-opentelemetry'),
      sdk: await import('@opentelemetry/sdk-trace-node'),
      resources: await import('@opentelemetry/resources'),
      exporters: await import('@opentelemetry/exporter-trace-otlp-proto'),
    };
  } catch (error) {
    if ((error as { code?: string }).code?.endsWith('MODULE_NOT_FOUND') !== true) throw error;
    throw wrongSetting(
      'TUNEWRIGHT_TRACING',
      `needs packages that are not installed: npm install ${tracingPackages.join(' ')}`,
    );
  }
}
