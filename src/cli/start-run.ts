import type { Run, Tunewright } from '../client/index.js';
import { Aws, preflight, preflightDeploy } from '../client/index.js';
import { continuedDeploy, continuedFineTune } from './continued.js';
import { exitCodes } from './exit-codes.js';
import { print, printJson, say } from './output.js';
import type { DeployCommandOptions } from './request-options/deploy.js';
import { deployRequestOf } from './request-options/deploy.js';
import type { FineTuneCommandOptions } from './request-options/fine-tune.js';
import { fineTuneRequestOf } from './request-options/fine-tune.js';
import { waitFor } from './wait-for.js';
import { withTunewright } from './with-tunewright.js';

export interface StartOptions {
  run?: string;
  wait?: true;
  json?: true;
}

export async function fineTune(options: FineTuneCommandOptions & StartOptions): Promise<number> {
  const continued = await continuedFineTune(fineTuneRequestOf(options));
  const checked = await preflight(continued.request, new Aws(), continued);
  warn(checked.plan.warnings);
  return started(options, (tunewright, as) => {
    if (checked.upload !== null) say(`uploading ${checked.upload.file} to ${checked.upload.uri}`);
    return tunewright.start(checked, as);
  });
}

export async function deploy(options: DeployCommandOptions & StartOptions): Promise<number> {
  const { request, problems } = await continuedDeploy(deployRequestOf(options));
  const checked = await preflightDeploy(request, new Aws(), problems);
  warn(checked.plan.warnings);
  return started(options, (tunewright, as) => tunewright.startDeploy(checked, as));
}

/** Starts, and follows where that is asked for; the exit code. */
function started(
  { run: id, wait, json }: StartOptions,
  start: (tunewright: Tunewright, as: { run?: string }) => Promise<Pick<Run, 'id'>>,
): Promise<number> {
  return withTunewright(async (tunewright) => {
    const { id: run } = await start(tunewright, id === undefined ? {} : { run: id });
    if (wait === true) return waitFor(tunewright.run(run), json === true);
    if (json === true) printJson({ run });
    else print(`started ${run}; follow it with: tunewright runs watch ${run}`);
    return exitCodes.done;
  });
}

function warn(warnings: readonly string[]): void {
  for (const warning of warnings) say(`warning: ${warning}`);
}
