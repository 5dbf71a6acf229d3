import type { StageDurations } from '../resources/stage-durations.js';
import { alarmsOf, shiftsOf, terminationWait } from './deployment-config.js';
import type { Endpoint } from './stored-endpoint.js';
import type { Fleet } from './fleet.js';
import type { FleetPlan } from './fleet-plan.js';
import { failureOf } from './serving-fleets.js';
import type { ServingFleets } from './serving-fleets.js';

/** What an update works on. */
export interface RollOut {
  readonly name: string;
  readonly fleets: ServingFleets;
  readonly durations: StageDurations;
  readonly closing: AbortSignal;
  readonly get: () => Endpoint;
  readonly change: (update: (endpoint: Endpoint) => Endpoint) => void;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/**
 * Carries out an update: the new fleet comes up beside the old one, which answers until it gets its share, step by step.
 * A failed update leaves the endpoint InService with what it had: the old config's name, and the reason beside.
 */
export async function rollOut(rollOut: RollOut): Promise<void> {
  const { name, fleets, durations, closing } = rollOut;
  const { fleet: old, update: plan, staged } = rollOut.get();
  if (plan === undefined) return;
  if (plan.id === old.id) return rescale(rollOut, plan);
  const fleet = fleets.start(name, plan, staged);
  await rollOut.pause(durations.endpointUpdating);
  const failureReason = (await failureOf(fleet)) ?? (await shift(rollOut, fleet, plan));
  if (closing.aborted) {
    fleets.restore(name);
    return fleets.retire(fleet);
  }
  if (failureReason !== undefined) {
    fleets.restore(name);
    await Promise.all([fleets.retire(fleet), rollBack(rollOut, failureReason)]);
    return;
  }
  const replaced = fleets.takeOver(name, fleet);
  rollOut.change(({ update: _, updateTime: __, ...endpoint }) => ({ ...endpoint, status: 'InService', fleet: plan }));
  await replaced;
  await fleets.removeFiles(old);
}

/** The end of a RollingBack, also of one that a restart has cut short. */
export async function finishRollingBack(rollOut: RollOut): Promise<void> {
  await rollOut.pause(rollOut.durations.endpointRollingBack);
  if (!rollOut.closing.aborted) await backInService(rollOut);
}

/** @returns why the update is given up, or undefined once the new fleet has all of the traffic and the waits are over */
async function shift(rollOut: RollOut, fleet: Promise<Fleet>, plan: FleetPlan): Promise<string | undefined> {
  const { name, fleets, durations } = rollOut;
  const { deployment, staged } = rollOut.get();
  const instances = plan.variants.reduce((sum, { instanceCount }) => sum + instanceCount, 0);
  for (const { share, waitSeconds } of shiftsOf(deployment, instances)) {
    fleets.divert(name, fleet, share);
    if (staged?.outcome === 'alarm') {
      await rollOut.pause((staged.seconds ?? 0) * 1000);
      return alarmed(alarmsOf(deployment));
    }
    await rollOut.pause(waitSeconds * durations.deploymentSecond);
  }
  await rollOut.pause(terminationWait(deployment) * durations.deploymentSecond);
  return undefined;
}

async function rollBack(rollOut: RollOut, failureReason: string): Promise<void> {
  const { staged, deployment } = rollOut.get();
  const rollback = staged?.outcome === 'rolls back' ? {} : { failureReason };
  const isShown = deployment !== undefined || staged?.rollingBack === true;
  rollOut.change((endpoint) => ({ ...endpoint, rollback, status: isShown ? 'RollingBack' : endpoint.status }));
  if (isShown) await finishRollingBack(rollOut);
  else await backInService(rollOut);
}

async function backInService({ get, change, fleets }: RollOut): Promise<void> {
  const { update: plan } = get();
  change(({ update: _, updateTime: __, rollback, ...endpoint }) => ({ ...endpoint, ...rollback, status: 'InService' }));
  if (plan !== undefined) await fleets.removeFiles(plan);
}

async function rescale({ name, fleets, durations, closing, change, pause }: RollOut, plan: FleetPlan): Promise<void> {
  await pause(durations.endpointUpdating);
  if (closing.aborted) return;
  (await fleets.serving(name)?.catch(() => undefined))?.rescale(plan);
  change(({ update: _, updateTime: __, ...endpoint }) => ({ ...endpoint, status: 'InService', fleet: plan }));
}

/** CloudWatch has no part here: the alarms that a DeploymentConfig names trip on demand only. */
function alarmed(names: readonly string[]): string {
  return `The deployment was rolled back because of alarms that went into the ALARM state: ${names.join(', ')}.`;
}
