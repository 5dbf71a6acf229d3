import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { BundleOptions, WorkflowBundle } from '@temporalio/worker';
import { workflowBundle as prebuilt } from './prebuilt-bundle.js';

/** The code of workflows, as `Worker.create` takes it. */
export type WorkflowCode = WorkflowBundle | { codePath: string };

/** The workflow code as the worker runs it: the bundle that the build made, else one made now. */
export async function workflowBundle(): Promise<WorkflowCode> {
  return existsSync(prebuilt.codePath) ? prebuilt : bundleWorkflows();
}

/**
 * Bundles the workflows of this very tree; the same Temporal version must run them. What a worker does inside workflows besides is compiled
 * in: modules of interceptors, converters by their paths.
 * @example await bundleWorkflows({ payloadConverterPath, workflowInterceptorModules });
 */
export function bundleWorkflows(
  options: Omit<BundleOptions, 'workflowsPath' | 'logger'> = {},
): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    ...options,
    workflowsPath: fileURLToPath(new URL(`../workflows/index${extension()}`, import.meta.url)),
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
  });
}

/** Tests run the sources, everything else the build. */
const extension = (): string => (import.meta.url.endsWith('.ts') ? '.ts' : '.js');
