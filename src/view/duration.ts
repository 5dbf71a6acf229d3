const units = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
] as const;

/** Exact, in the largest unit that gives a whole number of more than one: `7 d`, `24 h`, `90 s`. */
export function duration(seconds: number): string {
  const [size, unit] = units.find(([length]) => seconds > length && seconds % length === 0) ?? [1, 's'];
  return `${seconds / size} ${unit}`;
}
