import { Aws, checkData, InvalidInputError } from '../../../client/index.js';
import type { DatasetReport } from '../../../contract/dataset.js';
import { describeProblems } from '../../../contract/problems.js';
import { counted } from '../../../dataset/index.js';
import { exitCodes } from '../../exit-codes.js';
import { print, printJson, say } from '../../output.js';

export async function checkDataset(location: string, options: { region?: string; json?: true }): Promise<number> {
  if (/^s3:\/\/(\/|$)/.test(location)) {
    throw new InvalidInputError([
      { field: 'path', message: `"${location}" names no bucket; give s3://BUCKET/PREFIX/` },
    ]);
  }
  const report = await checkData(location, new Aws(), options.region);
  const code = report.problems.length > 0 ? exitCodes.badInput : exitCodes.done;
  if (options.json === true) {
    printJson(report);
    return code;
  }
  if (report.rows > 0) print(summary(report));
  for (const warning of report.warnings) say(`warning: ${warning}`);
  if (report.problems.length === 0) print('no problems');
  else {
    say(describeProblems(report.problems));
    if (report.mend !== undefined)
      say(`It looks like ${report.mend.looksLike}. To make a data set of it:\n  ${report.mend.command}`);
  }
  return code;
}

function summary({ uri, rows, bytes, classes, labelCounts = [], blankLines = 0 }: DatasetReport): string {
  const counts = labelCounts.slice(0, 20).map((count) => `${count.label}: ${count.rows}`);
  const shown = counts.length === 0 ? '' : ` (${counts.join(', ')}${classes > counts.length ? ', …' : ''})`;
  const blank = blankLines === 0 ? '' : `, ${counted(blankLines, 'blank line', 'blank lines')} skipped`;
  return `${uri}: ${counted(rows, 'row', 'rows')}${blank}, ${counted(bytes, 'byte', 'bytes')}, ${counted(classes, 'class', 'classes')}${shown}`;
}
