import type { Fleet } from '../../../contract/fleet.js';
import { instancesOf } from '../../../contract/fleet.js';
import { variantName } from '../../../contract/names.js';
import type { HostingChange } from '../../../contract/run/plan.js';

/** What is live, and what it becomes. @param count as asked for; left out, an update keeps what is live */
export function hostingChanges(live: Fleet, types: readonly string[], count: number | undefined): HostingChange[] {
  const instances = instancesOf(live);
  const typesNow = [...new Set(live.variants.map(({ instanceType }) => instanceType))].join(', ');
  const names = live.variants.flatMap(({ name }) => name ?? []).join(', ');
  return [
    { of: 'instances', now: String(instances), after: String(count ?? Math.max(instances, 1)) },
    { of: 'instance type', now: typesNow, after: types.join(', then ') },
    ...(live.capturesData === true ? [{ of: 'data capture', now: 'on', after: 'on' } as const] : []),
    ...(names === '' || names === variantName ? [] : [{ of: 'variant', now: names, after: variantName } as const]),
  ];
}

/** Fewer instances carry the load of more from the moment of the switch. */
export function shrinkingWarnings({ live, instanceCount }: { live?: Fleet; instanceCount: number }): string[] {
  if (live === undefined || instancesOf(live) <= instanceCount) return [];
  return [
    `endpoint.instanceCount: ${live.endpoint} has ${instancesOf(live)} instances now, and ${instanceCount} after the update; leave it out to keep them`,
  ];
}
