import { InvalidInputError, sweepWorkflowId } from '../../../client/index.js';
import type { Leftover, SweepResult } from '../../../contract/sweep.js';
import { exitCodes } from '../../exit-codes.js';
import { isTerminal, print, printJson, say, table } from '../../output.js';
import { regionOf } from '../../region.js';
import { withTunewright } from '../../with-tunewright.js';

export interface SweepOptions {
  delete?: true;
  yes?: true;
  region?: string;
  json?: true;
}

/** Reports what runs left; deletes it only after a yes. The exit code is 3 after a no, 1 where something could not be deleted. */
export async function sweepRegion(options: SweepOptions): Promise<number> {
  const { yes, json } = options;
  if (options.delete === true && yes !== true && !isTerminal()) {
    const message = 'is needed here: a deletion asks first, and there is no terminal to ask on';
    throw new InvalidInputError([{ field: '--yes', message }]);
  }
  const region = await regionOf(options.region);
  say(`looking through ${region} by the workflow ${sweepWorkflowId(region)}; a worker does it`);
  return withTunewright(async (tunewright) => {
    const report = await tunewright.sweep({ region });
    const toDo = options.delete === true && report.leftovers.some(isDeletable);
    if (!toDo) return show(report, json === true);
    reportLines(report).forEach((line) => say(line));
    if (yes !== true && !(await confirmed(report))) return exitCodes.rejected;
    return show(await tunewright.sweep({ region, delete: true }), json === true);
  });
}

const isDeletable = ({ foreign }: Leftover): boolean => foreign !== true;

function show(result: SweepResult, json: boolean): number {
  if (json) printJson(result);
  else reportLines(result).forEach((line) => print(line));
  return result.kept.length > 0 ? exitCodes.failed : exitCodes.done;
}

function reportLines({ region, account, examined, leftovers, deleted, kept, unfinished }: SweepResult): string[] {
  const where = `${region} of account ${account}`;
  if (leftovers.length === 0) return [`nothing is left over in ${where} (${examined} resources looked at)`];
  const reasons = new Map(kept.map(({ name, reason }) => [name, `kept: ${reason}`]));
  const fate = ({ name, foreign }: Leftover): string => {
    if (foreign === true) return 'looks foreign: kept';
    return reasons.get(name) ?? (deleted.includes(name) ? 'deleted' : 'left over');
  };
  return [
    `${leftovers.length} of ${examined} resources in ${where}:`,
    table(
      ['KIND', 'NAME', 'STATE', 'RUN', 'BECAUSE', ''],
      leftovers.map((leftover) => {
        const { kind, name, state, run, because } = leftover;
        return [kind, name, state, run, because, fate(leftover)];
      }),
    ),
    ...(unfinished === true ? ['there are more: sweep again once these are gone'] : []),
  ];
}

async function confirmed({ leftovers }: SweepResult): Promise<boolean> {
  const { confirm, isCancel } = await import('@clack/prompts');
  const message = `Stop or delete these ${leftovers.filter(isDeletable).length} resources?`;
  const answer = await confirm({ message, initialValue: false, output: process.stderr });
  return !isCancel(answer) && answer;
}
