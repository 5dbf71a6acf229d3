import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';

const prebuilt = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));

/** The workflow code as the worker runs it: the bundle that the build made, else one made now. */
export async function workflowBundle(): Promise<WorkflowBundle | { codePath: string }> {
  return existsSync(prebuilt) ? { codePath: prebuilt } : bundleWorkflows();
}

/** Bundles the workflows of this very tree; the same Temporal version must run them. */
export function bundleWorkflows(): Promise<WorkflowBundle> {
  return bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL(`../workflows/index${extension()}`, import.meta.url)),
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
  });
}

/** Tests run the sources, everything else the build. */
const extension = (): string => (import.meta.url.endsWith('.ts') ? '.ts' : '.js');
