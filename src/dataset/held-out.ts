import type { DatasetReport, HeldOutMember, HeldOutReport } from '../contract/dataset.js';
import { heldOutMembers } from '../contract/dataset.js';
import type { RowsRule } from './inspection.js';

/**
 * The report of training data with those of the rows that are held out from it: each is read by the rule that is its own. Where the training
 * data has problems, nobody knows which labels it is to have.
 */
export async function withHeldOut(
  report: DatasetReport,
  locations: Partial<Record<HeldOutMember, string>>,
  inspect: (location: string, rule: RowsRule) => Promise<DatasetReport>,
): Promise<DatasetReport> {
  const rule: RowsRule =
    report.problems.length > 0 || report.classes === 0
      ? { heldOut: true }
      : { heldOut: true, knownClasses: report.classes };
  const heldOut: Partial<Record<HeldOutMember, HeldOutReport>> = {};
  for (const member of heldOutMembers) {
    const location = locations[member];
    if (location === undefined) continue;
    const { uri, rows, problems } = await inspect(location, rule);
    heldOut[member] = { uri, rows, problems: problems.map((problem) => ({ ...problem, field: member })) };
  }
  return Object.keys(heldOut).length === 0 ? report : { ...report, heldOut };
}
