import { ApplicationFailure, isCancellation } from '@temporalio/workflow';
import type { FailureType } from '../contract/failures.js';
import type { Problem } from '../contract/problems.js';
import { describeProblems } from '../contract/problems.js';
import { sweepProblems } from '../contract/read-sweep.js';
import { defined } from '../contract/defined.js';
import { resourceKinds } from '../contract/resources.js';
import type { FoundLeftovers, Leftover, SweepPlace, SweepRequest, SweepResult } from '../contract/sweep.js';
import { activities } from './activity-options.js';
import { refusesWrongSweeps } from './patches.js';

/**
 * Finds by tag what terminated and forgotten runs left, and deletes it only where the request says so.
 * The list comes in the order of deletion: jobs, endpoints, their configs, the models.
 */
export async function sweep(request?: SweepRequest): Promise<SweepResult> {
  const problems = sweepProblems(request);
  if (problems.length > 0 && refusesWrongSweeps()) throw invalid(problems);
  const region = typeof request?.region === 'string' ? { region: request.region } : {};
  const found = await search(region);
  const deleted: SweepResult['deleted'] = [];
  const kept: SweepResult['kept'] = [];
  for (const leftover of request?.delete === true ? found.leftovers : []) {
    try {
      await activities('cleanUp', `Remove ${leftover.kind} ${leftover.name}`).removeLeftover({
        region: found.region,
        account: found.account,
        leftover,
      });
      deleted.push(leftover.name);
    } catch (error) {
      if (isCancellation(error)) throw error;
      kept.push({ name: leftover.name, reason: reasonOf(error) });
    }
  }
  return { ...found, deleted, kept };
}

/** More would be too much for one answer of the workflow. */
const mostLeftovers = 2_000;

/** Part by part: a region may hold more than can be looked at in the time of one activity. */
async function search(region: { region?: string }): Promise<Omit<SweepResult, 'deleted' | 'kept'>> {
  const look = (from?: SweepPlace): Promise<FoundLeftovers> =>
    activities('move', 'Look for what forgotten runs left').findLeftovers({ ...region, ...defined({ from }) });
  const { next: rest, ...found } = await look();
  let next = rest;
  while (next !== undefined && found.leftovers.length < mostLeftovers) {
    const more = await look(next);
    found.leftovers = inOrder([...found.leftovers, ...more.leftovers]);
    found.examined += more.examined;
    next = more.next;
  }
  return next === undefined ? found : { ...found, unfinished: true };
}

const inOrder = (leftovers: Leftover[]): Leftover[] =>
  leftovers.sort((a, b) => resourceKinds.indexOf(a.kind) - resourceKinds.indexOf(b.kind));

function invalid(problems: readonly Problem[]): ApplicationFailure {
  const type: FailureType = 'InvalidRequest';
  return ApplicationFailure.nonRetryable(describeProblems(problems), type, problems);
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
