import type { Problem } from '../contract/problems.js';

/** What is wrong with the labels as a whole. `labels` ascend; `tooMany` is the number beyond which they were not counted. */
export function classProblems(rows: number, labels: readonly number[], tooMany: number | null): Problem[] {
  if (rows === 0) return [{ field: 'data', message: 'data.csv is empty; it needs rows of label,text' }];
  if (tooMany !== null) {
    const message = `there are more than ${tooMany} different labels; the first column must be the class, not a number of the row`;
    return [{ field: 'data', message }];
  }
  const last = labels.at(-1);
  if (last === undefined) return [];
  const problems: Problem[] = [];
  if (labels.length === 1) {
    problems.push({
      field: 'data',
      message: `only class ${last} occurs; a classifier needs at least two classes, 0 and 1`,
    });
  }
  if (last !== labels.length - 1) {
    problems.push({
      field: 'data',
      message: `labels must run 0..n-1 without a gap; found ${labels.length} classes up to ${last}, missing ${missing(labels, last)}`,
    });
  }
  return problems;
}

/** What makes training harder without making it impossible. */
export function classWarnings(counts: readonly number[]): string[] {
  const most = Math.max(...counts, 0);
  const least = Math.min(...counts, most);
  const warnings: string[] = [];
  if (least > 0 && most / least >= 10) {
    warnings.push(`classes are unbalanced: the largest has ${most} rows, the smallest ${least}`);
  }
  if (counts.length > 1 && least < 8) {
    warnings.push(`the smallest class has only ${least} rows; expect poor accuracy`);
  }
  return warnings;
}

function missing(labels: readonly number[], last: number): string {
  const present = new Set(labels);
  const gaps: number[] = [];
  for (let label = 0; label < last && gaps.length < 10; label++) if (!present.has(label)) gaps.push(label);
  return gaps.join(', ') + (last + 1 - labels.length > gaps.length ? ', …' : '');
}
