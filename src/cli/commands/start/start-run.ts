import type { RequestsFrom } from '../../../client/index.js';
import { Aws, preflight } from '../../../client/index.js';
import { defined } from '../../../contract/defined.js';
import type { RunKind } from '../../../contract/run/run-kinds.js';
import { fromEarlierRun } from './earlier-run.js';
import { exitCodes } from '../../exit-codes.js';
import { print, printJson, say } from '../../output.js';
import type { DeployCommandOptions } from '../../request-options/deploy-options.js';
import { deployRequestOf } from '../../request-options/deploy-options.js';
import type { FineTuneCommandOptions } from '../../request-options/fine-tune-options.js';
import { fineTuneRequestOf } from '../../request-options/fine-tune-options.js';
import { waitFor } from '../../wait-for.js';
import { withTunewright } from '../../with-tunewright.js';

export interface StartOptions {
  run?: string;
  dataKey?: string;
  wait?: true;
  json?: true;
}

export const fineTune = (options: FineTuneCommandOptions & StartOptions): Promise<number> =>
  start('fineTune', fineTuneRequestOf(options), options);

export const deploy = (options: DeployCommandOptions & StartOptions): Promise<number> =>
  start('deploy', deployRequestOf(options), options);

/** Looks, starts, and follows where that is asked for; the exit code. */
async function start<K extends RunKind>(
  kind: K,
  request: RequestsFrom[K],
  { run: id, dataKey: dataKmsKeyId, wait, json }: StartOptions,
): Promise<number> {
  const looked = await preflight(kind, await fromEarlierRun(kind, request), new Aws());
  for (const warning of looked.plan.warnings) say(`warning: ${warning}`);
  return withTunewright(async (tunewright) => {
    for (const { file, uri } of looked.uploads) say(`uploading ${file} to ${uri}`);
    const { id: run } = await tunewright.start(looked, defined({ run: id, dataKmsKeyId }));
    if (wait === true) return waitFor(tunewright.run(run), json === true);
    if (json === true) printJson({ run });
    else print(`started ${run}; follow it with: tunewright runs watch ${run}`);
    return exitCodes.done;
  });
}
