import type { FaultRuleOf } from '../../../faults/fault-rule.js';
import { algorithmError, internalServerError } from './failure-reasons.js';

/** How a job is made to go; simulated unless it says otherwise. */
export type StagedTraining = Pick<FaultRuleOf<'training'>, 'outcome'> & {
  readonly seconds?: number;
  readonly simulated?: boolean;
};

export function stagedTraining({ outcome, seconds, simulated }: FaultRuleOf<'training'>): StagedTraining {
  return {
    outcome,
    ...(simulated === undefined ? {} : { simulated }),
    ...(seconds === undefined ? {} : { seconds }),
  };
}

/** Whether nothing is trained at all. */
export function isSimulated(staged: StagedTraining | undefined): boolean {
  return staged !== undefined && staged.simulated !== false;
}

/**
 * How long the container is to run, in seconds; undefined: until it ends by itself. A spot interruption is for the
 * first life only, and comes half-way through a simulated one.
 */
export function containerSeconds(staged: StagedTraining | undefined, awaitsInterruption: boolean): number | undefined {
  if (staged === undefined) return undefined;
  const { seconds = 0 } = staged;
  if (isSimulated(staged)) return awaitsInterruption ? seconds / 2 : seconds;
  return staged.outcome === 'spot interruption' && !awaitsInterruption ? undefined : staged.seconds;
}

/**
 * Why a job fails, if it does, once its container has ended.
 * @param exitReason what its exit code says by itself
 */
export function stagedFailure(staged: StagedTraining | undefined, exitReason: string | undefined): string | undefined {
  if (staged?.outcome === 'InternalServerError') return internalServerError;
  if (staged === undefined || isSimulated(staged)) return exitReason;
  if (staged.outcome === 'AlgorithmError') return algorithmError(1, 'forced failure');
  return staged.outcome === 'Completed' ? undefined : exitReason;
}
