/** Milliseconds: the shortest and the longest pause between two lists. */
export interface ListPauses {
  readonly shortestPoll: number;
  readonly shortestList: number;
  readonly longestList: number;
}

/** How near the end of a wait is: not yet possible but by failing, possible at any time, or to come any moment. */
export type Nearness = 'early' | 'open' | 'near';

/** The more wait, the more often it pays; towards these many, the calls of all come to count, and pauses grow by so many of the shortest. */
const many = 100;
const more = 1.33;
/** A pause grows by this factor at most: those that are left of many that ended hear of theirs as soon as the others did. */
const growth = 1.03;

/**
 * Milliseconds until the next list. With the defaults: 10 s for a single wait, 4.2 s near its end, 2.4 s for twenty, and 4.9 s for a hundred and more.
 * @param last the pause before this one
 * @param how `soon`: pauses grow by doubling, from wherever they are; `beside`: so many runs wait for something else here, and have their part in
 * what the lists of all may cost
 */
export function listPause(
  last: number,
  waits: readonly Nearness[],
  { shortestList: shortest, longestList: longest }: ListPauses,
  { soon = false, beside = 0 }: { readonly soon?: boolean | undefined; readonly beside?: number | undefined } = {},
): number {
  const ready = waits.filter((nearness) => nearness !== 'early').length;
  const open = ready === 0 ? 0 : ready + beside;
  const near = waits.includes('near');
  const byCount = open === 0 ? longest : Math.max(shortest, longest / open ** 0.66);
  const wanted = (near ? Math.min(byCount, 2 * shortest) : byCount) + Math.min(open / many, 1) ** 1.5 * more * shortest;
  return Math.min(wanted, last * (soon ? 2 : growth));
}
