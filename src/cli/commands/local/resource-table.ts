import type { ResourceState } from '../../../local/sagemaker/index.js';
import { table } from '../../output.js';

/** What was printed above the table stays in sight. */
const mostRows = 12;

/** The lines of a table that fits `rows` and `columns` of a terminal: what is alive first, then what has ended last. */
export function resourceTable(
  states: readonly ResourceState[],
  { now, rows, columns }: { now: number; rows: number; columns: number },
): string[] {
  if (states.length === 0) return ['no training jobs or endpoints yet'];
  const sorted = [...states].sort(
    (a, b) => Number(b.isAlive) - Number(a.isAlive) || b.lastModifiedTime - a.lastModifiedTime,
  );
  // Besides them the header, the line that counts the rest, and the one that the cursor stands on.
  const shown = sorted.slice(0, Math.max(1, Math.min(mostRows, rows - 3)));
  const cells = shown.map(({ kind, name, status, detail, creationTime }) => [
    kind,
    name,
    status,
    detail,
    age(now - creationTime),
  ]);
  const lines = table(['KIND', 'NAME', 'STATUS', '', 'AGE'], cells).split('\n');
  const hidden = sorted.length - shown.length;
  const all = hidden === 0 ? lines : [...lines, `and ${hidden} more`];
  // A line that wraps would take two rows, and the table could not be drawn over.
  return all.map((line) => line.slice(0, Math.max(1, columns - 1)));
}

/** `45 s`, `3 min`, `2 h`, `5 d` @internal */
export function age(seconds: number): string {
  const units = [
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ] as const;
  const [size, name] = units.find(([unit]) => seconds >= unit) ?? [1, 's'];
  return `${Math.max(0, Math.floor(seconds / size))} ${name}`;
}
