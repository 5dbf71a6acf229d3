import { Context } from '@temporalio/activity';
import { inspectS3Dataset } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { calling } from '../failures.js';
import { heartbeating } from '../waiting/heartbeating.js';
import type { Services } from '../services.js';

export const checkData =
  (services: Services): Activities['checkData'] =>
  ({ uri, region }) => {
    const context = Context.current();
    const progress = { bytes: 0, rows: 0 };
    const what = `read ${uri}data.csv`;
    return heartbeating(
      { interval: services.pollingIntervals.heartbeat, details: () => progress, what: () => what },
      () =>
        calling(what, () =>
          inspectS3Dataset(services.aws.clients(region), uri, {
            signal: context.cancellationSignal,
            onProgress: (seen) => Object.assign(progress, seen),
          }),
        ),
    );
  };
