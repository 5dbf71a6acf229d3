import { readFileSync } from 'node:fs';
import { Runtime } from '@temporalio/worker';
import type { WorkerPlugin } from '@temporalio/worker';
import type { WorkflowCode } from './bundle.js';

/** Of Temporal's package for OpenTelemetry: the plugin, and what runs inside of workflows. */
const pluginName = 'OpenTelemetryPlugin';
const inWorkflows = 'OpenTelemetryInboundInterceptor';

/** What makes spans inside of workflows is compiled into their bundle, where a plugin of the worker alone does not bring it. */
export function tellOfLostSpans(bundle: WorkflowCode, plugins: readonly WorkerPlugin[]): void {
  if (!plugins.some(({ name }) => name === pluginName) || codeOf(bundle).includes(inWorkflows)) return;
  Runtime.instance().logger.warn(
    'the workflowBundle that was given makes no spans: calls and activities are traced, workflows are not; make it with ' +
      'bundleWorkflows({ plugins: [new OpenTelemetryPlugin(…)] }), or with ' +
      "workflowInterceptorModules: [require.resolve('@temporalio/interceptors-opentelemetry/lib/workflow-interceptors')]",
  );
}

const codeOf = (bundle: WorkflowCode): string =>
  'code' in bundle ? bundle.code : readFileSync(bundle.codePath, 'utf8');
