import { Context } from '@temporalio/activity';
import type { Begun, Created, CreatedHosting, HostingKind } from '../../contract/activities.js';
import { hostingKinds } from '../../contract/activities.js';
import { withDetail } from '../failures.js';

/** Heartbeat, which the next attempt finds. */
interface Told {
  /** What is made, by kind: it is not asked for again. */
  readonly made?: Partial<CreatedHosting>;
  /** How often what a creation refers to was not found. */
  readonly unfound?: number;
}

/** How far the attempts of a creation have come; written to as they go on. */
export type SoFar = { -readonly [Member in keyof Told]: Told[Member] };

/** As the last attempt left it. */
export const soFar = (): SoFar => ({ ...(Context.current().info.heartbeatDetails as SoFar | null | undefined) });

/** Makes what an endpoint is made of, one after the other; a failure tells what was begun by then. */
export async function inOrder(
  creations: Readonly<Record<HostingKind, (progress: SoFar) => Promise<Created>>>,
  progress: SoFar,
): Promise<CreatedHosting> {
  const made: Partial<Record<HostingKind, Created>> = { ...progress.made };
  progress.made = made;
  for (const [at, kind] of hostingKinds.entries()) {
    if (made[kind] !== undefined) continue;
    try {
      made[kind] = await creations[kind](progress);
    } catch (error) {
      Context.current().heartbeat(progress);
      throw withDetail(error, { begun: hostingKinds.slice(0, at + 1) } satisfies Begun);
    }
    delete progress.unfound;
  }
  return made as CreatedHosting;
}
