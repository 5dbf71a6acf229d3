import type { ClientPlugin } from '@temporalio/client';
import type { WorkerPlugin } from '@temporalio/worker';
import type { AroundAwsCall } from '../../contract/aws-call.js';
import { wrongSetting } from '../../contract/invalid-settings.js';
import { callSpans } from './call-spans.js';
import { DiscreetExporter } from './discreet-exporter.js';
import { loadTracing } from './packages.js';

export interface Tracing {
  /** For clients, workers and bundles of workflows alike: where one lacks it, spans are missing or stand alone. */
  readonly plugin: ClientPlugin & WorkerPlugin;
  /** Gives each attempt of a call of AWS its span. */
  readonly aroundAwsCall: AroundAwsCall;
  /** Sends what was not sent yet, for a few seconds at most. */
  readonly end: () => Promise<void>;
}

const endPatience = 3_000;

/**
 * Sends spans by OTLP as the standard variables say (OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SERVICE_NAME, OTEL_TRACES_SAMPLER, …), and is this
 * process's OpenTelemetry where it has none yet.
 * @param service its name, where the environment does not give one
 * @param onTrouble hears once, until it works again, why spans can't be sent
 * @throws InvalidSettingsError where the packages are missing
 */
export async function startTracing(service: string, onTrouble: (reason: string) => void): Promise<Tracing> {
  const { interceptors, sdk, resources, exporters } = await loadTracing();
  const exporter = new DiscreetExporter(new exporters.OTLPTraceExporter(), onTrouble);
  const spanProcessor = new sdk.BatchSpanProcessor(exporter);
  const given = resources.detectResourcesSync({ detectors: [resources.envDetectorSync] });
  const named = new resources.Resource({ 'service.name': service }).merge(given);
  const provider = new sdk.NodeTracerProvider({ resource: named, spanProcessors: [spanProcessor] });
  provider.register();
  const { resource } = provider;
  const tracer = provider.getTracer('tunewright');
  const plugin = new interceptors.OpenTelemetryPlugin({ resource, spanProcessor, tracer });
  return { plugin, aroundAwsCall: callSpans(tracer), end: () => within(endPatience, provider.shutdown()) };
}

/** As TUNEWRIGHT_TRACING says: `otlp`, or null where it is not set. @throws InvalidSettingsError */
export async function environmentsTracing(
  ...[service, onTrouble]: Parameters<typeof startTracing>
): Promise<Tracing | null> {
  const kind = process.env['TUNEWRIGHT_TRACING']?.trim();
  if (!kind) return null;
  if (kind !== 'otlp') throw wrongSetting('TUNEWRIGHT_TRACING', 'must be otlp, or unset');
  return startTracing(service, onTrouble);
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)));
  await Promise.race([work.catch(() => undefined), late]);
  clearTimeout(timer);
}
