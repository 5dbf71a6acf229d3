import type { CostEstimate } from '../contract/run/plan.js';
import type { Spending } from '../contract/run/results.js';
import { duration } from './duration.js';
import { dollars } from './money.js';
import type { Row } from './row.js';
import { row } from './row.js';

/** A run that was planned by an earlier version estimated less, and may still wait at a gate. */
type RecordedCost = Pick<CostEstimate, 'trainingAtMost' | 'endpointPerHour' | 'notes'> & Partial<CostEstimate>;

/** What a run may cost: only of what it does. */
export function costRows(cost: RecordedCost, { trains }: { trains: boolean }): Row[] {
  const { trainingAtMost, trainingLikely = null, endpointPerHour, endpointHours, atMost = null, notes } = cost;
  const likely = trainingLikely === null ? '' : `, likely ${dollars(trainingLikely)}`;
  const training = row('training costs', `at most ${dollars(trainingAtMost)}${likely}`, { figure: trainingAtMost });
  const hours = endpointHours === undefined ? '' : `, counted for ${duration(endpointHours * 3_600)}`;
  const endpoint = row('endpoint costs', `${dollars(endpointPerHour)} an hour${hours}`, { figure: endpointPerHour });
  const all = row('costs in all', `at most ${dollars(atMost)}`, { figure: atMost, details: notes });
  return [...(trains ? [training] : []), ...(endpointHours === 0 ? [] : [endpoint]), all];
}

export const spendingRow = ({ training, endpoint, notes }: Spending): Row =>
  row('spent', `training ${dollars(training)}, endpoint ${dollars(endpoint)}`, {
    figure: training === null || endpoint === null ? null : training + endpoint,
    details: notes,
  });
