import { fileURLToPath } from 'node:url';

/**
 * The workflows as the build bundled them: give it to `Worker.create` and nothing is bundled at its start. It runs under the version of
 * `@temporalio/worker` that Tunewright depends on; a data converter with modules of its own for workflows needs a bundle of its own
 * (`bundleWorkflows` of `tunewright/worker`).
 * @example const worker = await Worker.create({ workflowBundle, … });
 */
export const workflowBundle: { readonly codePath: string } = {
  codePath: fileURLToPath(new URL('../workflow-bundle.js', import.meta.url)),
};
