import type { GatePlan, HostingDecision, Plan } from '../../contract/run/plan.js';
import { gateNames } from '../../contract/run/requests.js';
import type { ScheduleTimes } from './schedule-options.js';

/** What a schedule would do that nobody may have meant; `due` are its next times. */
export function scheduleWarnings(
  plan: HostingDecision & Partial<Pick<Plan, 'deploy'>>,
  times: ScheduleTimes,
  due: readonly Date[],
): string[] {
  return [...neverDue(due), ...endpointWarnings(plan), ...gateWarnings(plan, times, due)];
}

const neverDue = (due: readonly Date[]): string[] =>
  due.length > 0 ? [] : ['no run is ever due; look at the times again'];

/** Every run under a name of its own leaves an endpoint of its own. */
function endpointWarnings({ deploy, hosting }: HostingDecision & Partial<Pick<Plan, 'deploy'>>): string[] {
  if (deploy === false || hosting.update !== undefined) return [];
  const stays =
    hosting.timeToLiveInSeconds === undefined ? 'and costs money until it is deleted' : 'until its time is over';
  return [`each run makes an endpoint of its own, ${stays}; to move one instead, name it and ask for updates`];
}

/** A run that asks people goes on until they answer, and what is due meanwhile is skipped. */
function gateWarnings(
  { deploy, gates }: HostingDecision & Partial<Pick<Plan, 'deploy'>>,
  { overlap = 'skip' }: ScheduleTimes,
  due: readonly Date[],
): string[] {
  const between = shortestInSeconds(due);
  if (overlap !== 'skip' || between === null) return [];
  const asks = ({ rule, deadlineInSeconds }: GatePlan): boolean => rule !== 'auto' && deadlineInSeconds > between;
  return gateNames
    .filter((name) => (name === 'training' || deploy !== false) && asks(gates[name]))
    .map(
      (name) =>
        `the gate ${name} waits for up to ${gates[name].deadlineInSeconds} s, longer than the ${between} s between two runs: ` +
        'those that are due meanwhile are skipped; give it a shorter deadline (gateDeadlineInSeconds)',
    );
}

function shortestInSeconds(due: readonly Date[]): number | null {
  const gaps = due.slice(1).map((time, at) => (time.getTime() - (due[at]?.getTime() ?? 0)) / 1_000);
  return gaps.length === 0 ? null : Math.min(...gaps);
}
