import type { CapacityWait } from '../../contract/run/requests.js';

/** A ladder that ends waits an hour for the last type; before, waiting would only put off the next one. */
const defaultWaitForTheLastInSeconds = 3_600;

/** The instance types asked for, in their order; undefined where the request leaves the choice to the model document. */
export const typesOf = (asked: string | string[] | undefined): string[] | undefined =>
  typeof asked === 'string' ? [asked] : asked;

/** Seconds to try each of `rungs` rungs. A list goes by instance type, and begins anew where the types do: on demand after spot. */
export function capacityWaits(asked: CapacityWait | undefined, rungs: number): number[] {
  return Array.from({ length: rungs }, (_, index) => {
    if (typeof asked === 'number') return asked;
    if (asked !== undefined) return asked[index % asked.length] ?? 0;
    return index === rungs - 1 ? defaultWaitForTheLastInSeconds : 0;
  });
}
