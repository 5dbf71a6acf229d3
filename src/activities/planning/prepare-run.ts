import { Context } from '@temporalio/activity';
import type { Activities, KnownOfRun } from '../../contract/activities.js';
import type { DatasetReport } from '../../contract/dataset.js';
import { defined } from '../../contract/defined.js';
import { withDetail } from '../failures.js';
import { heartbeating } from '../waiting/heartbeating.js';
import type { Services } from '../services.js';
import { readData } from './check-data.js';
import { planDeployment, planRun } from './plan-run.js';
import { resolveArtifacts, resolveDeployment } from './resolve-artifacts.js';

/** Characters of a report that goes into a heartbeat; a longer one, with many problems, is made anew. */
const longestKept = 12_000;

/** Heartbeat: how far the data is read, and the report of it, which the next attempt goes on with. */
interface Progress {
  readonly bytes: number;
  readonly rows: number;
  readonly dataset?: DatasetReport;
}

export const prepareRun =
  (services: Services): Activities['prepareRun'] =>
  ({ request, run }) => {
    const earlier = Context.current().info.heartbeatDetails as Progress | null | undefined;
    let progress: Progress = { bytes: 0, rows: 0, ...earlier };
    let reading = '';
    const what = (): string => `make the plan${reading}`;
    return heartbeating({ interval: services.pollingIntervals.heartbeat, details: () => progress, what }, async () => {
      const resolution = await resolveArtifacts(services)({ request, run });
      const { dataUri: uri, region, heldOut, searchAttributes } = resolution;
      let dataset = uri !== undefined && progress.dataset?.uri === uri ? progress.dataset : null;
      if (dataset === null && uri !== undefined && region !== undefined) {
        dataset = await readData(services, { uri, region, ...defined({ heldOut }) }, (seen, location) => {
          reading = `: read ${location}data.csv`;
          progress = { ...progress, ...seen };
        });
        reading = '';
        if (JSON.stringify(dataset).length <= longestKept) progress = { ...progress, dataset };
      }
      const known = { model: resolution.model, searchAttributes };
      const plan = await planRun(services)({ resolution, dataset, run }).catch((error: unknown) => {
        // For the next attempt.
        Context.current().heartbeat(progress);
        throw withDetail(error, known satisfies KnownOfRun);
      });
      return { plan, ...known };
    });
  };

export const prepareDeployment =
  (services: Services): Activities['prepareDeployment'] =>
  async ({ request, run }) => {
    const resolution = await resolveDeployment(services)({ request, run });
    const known = { model: resolution.model, searchAttributes: resolution.searchAttributes };
    const plan = await planDeployment(services)({ resolution, run }).catch((error: unknown) => {
      throw withDetail(error, known satisfies KnownOfRun);
    });
    return { plan, ...known };
  };
