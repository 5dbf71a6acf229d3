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
  ({ uri, region, heldOut = {} }) => {
    const context = Context.current();
    const progress = { bytes: 0, rows: 0 };
    let now = uri;
    const what = (): string => `read ${now}data.csv`;
    const inspect = (location: string, rule: RowsRule = {}): Promise<DatasetReport> => {
      now = location;
      return calling(what(), () =>
        inspectS3Dataset(services.aws.clients(region), location, {
          signal: context.cancellationSignal,
          onProgress: (seen) => Object.assign(progress, seen),
          rule,
        }),
      );
    };
    return heartbeating({ interval: services.pollingIntervals.heartbeat, details: () => progress, what }, async () =>
      withHeldOut(await inspect(uri), heldOut, inspect),
    );
  };
