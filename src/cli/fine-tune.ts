import { Aws, preflight, Tunewright } from '../client/index.js';
import { exitCodes } from './exit-codes.js';
import { printJson, print, say } from './output.js';
import type { FineTuneOptions } from './request-options.js';
import { fineTuneRequestOf } from './request-options.js';
import { waitFor } from './wait-for.js';

export async function fineTune(options: FineTuneOptions & { run?: string; wait?: true; json?: true }): Promise<number> {
  // Bad input needs no Temporal server to be refused.
  const checked = await preflight(fineTuneRequestOf(options), new Aws());
  for (const warning of checked.plan.warnings) say(`warning: ${warning}`);
  const tunewright = await Tunewright.connect();
  try {
    if (checked.upload !== null) say(`uploading ${checked.upload.file} to ${checked.upload.uri}`);
    const run = await tunewright.start(checked, options.run === undefined ? {} : { run: options.run });
    if (options.wait === true) return await waitFor(run, options.json === true);
    if (options.json === true) printJson({ run: run.id });
    else print(`started ${run.id}; follow it with: tunewright runs watch ${run.id}`);
    return exitCodes.done;
  } finally {
    await tunewright.close();
  }
}
