import { Aws, checkData } from '../../../client/index.js';
import { describeProblems } from '../../../contract/problems.js';
import { exitCodes } from '../../exit-codes.js';
import { print, printJson, say } from '../../output.js';

export async function checkDataset(location: string, options: { region?: string; json?: true }): Promise<number> {
  const report = await checkData(location, new Aws(), options.region);
  const code = report.problems.length > 0 ? exitCodes.badInput : exitCodes.done;
  if (options.json === true) {
    printJson(report);
    return code;
  }
  if (report.rows > 0) {
    const counts = report.classCounts
      .slice(0, 20)
      .map((count, label) => `${label}: ${count}`)
      .join(', ');
    print(`${report.uri}: ${report.rows} rows, ${report.bytes} bytes, ${report.classes} classes (${counts})`);
  }
  for (const warning of report.warnings) say(`warning: ${warning}`);
  if (report.problems.length > 0) say(describeProblems(report.problems));
  else print('no problems');
  return code;
}
