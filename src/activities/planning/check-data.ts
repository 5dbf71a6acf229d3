import { Context } from '@temporalio/activity';
import { inspectS3Dataset } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import type { DatasetReport } from '../../contract/dataset.js';
import { withHeldOut } from '../../dataset/index.js';
import type { RowsRule } from '../../dataset/index.js';
import { calling } from '../failures.js';
import { heartbeating } from '../waiting/heartbeating.js';
import type { Services } from '../services.js';

export const checkData =
  (services: Services): Activities['checkData'] =>
  (input) => {
    const progress = { bytes: 0, rows: 0 };
    let now = input.uri;
    const what = (): string => `read ${now}data.csv`;
    return heartbeating({ interval: services.pollingIntervals.heartbeat, details: () => progress, what }, () =>
      readData(services, input, (seen, location) => {
        now = location;
        Object.assign(progress, seen);
      }),
    );
  };

/** @param onProgress gets how far the file at that location is read; first at its beginning, with nothing */
export async function readData(
  services: Services,
  { uri, region, heldOut = {} }: Parameters<Activities['checkData']>[0],
  onProgress: (seen: { bytes?: number; rows?: number }, location: string) => void,
): Promise<DatasetReport> {
  const inspect = (location: string, rule: RowsRule = {}): Promise<DatasetReport> => {
    onProgress({}, location);
    return calling(`read ${location}data.csv`, () =>
      inspectS3Dataset(services.aws.clients(region), location, {
        signal: Context.current().cancellationSignal,
        onProgress: (seen) => onProgress(seen, location),
        rule,
      }),
    );
  };
  return withHeldOut(await inspect(uri), heldOut, inspect);
}
