/** Sorted places, pushed apart where they are nearer than `step`, and up again where the last ones would leave the chart. */
export function apart(
  places: readonly number[],
  { step, top, bottom }: { readonly step: number; readonly top: number; readonly bottom: number },
): number[] {
  const down: number[] = [];
  for (const place of places) down.push(Math.max(place, top, (down.at(-1) ?? -Infinity) + step));
  return down.map((place, index) => Math.min(place, bottom - (down.length - 1 - index) * step));
}
