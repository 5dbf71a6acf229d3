import { ApplicationFailure, isCancellation } from '@temporalio/workflow';
import type { FailureType } from '../contract/failures.js';
import type { Problem } from '../contract/problems.js';
import { describeProblems } from '../contract/problems.js';
import { sweepProblems } from '../contract/read-sweep.js';
import type { SweepRequest, SweepResult } from '../contract/sweep.js';
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
  const found = await activities('move', 'Look for what forgotten runs left').findLeftovers(region);
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

function invalid(problems: readonly Problem[]): ApplicationFailure {
  const type: FailureType = 'InvalidRequest';
  return ApplicationFailure.nonRetryable(describeProblems(problems), type, problems);
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
