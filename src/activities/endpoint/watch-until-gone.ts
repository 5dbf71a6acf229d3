import { endpoints, orNull } from '../../aws/index.js';
import { Context, sleep } from '@temporalio/activity';
import type { Activities } from '../../contract/activities.js';
import { sageMakerOf } from '../account-guard.js';
import { calling, notYet } from '../failures.js';
import { heartbeating } from '../waiting/heartbeating.js';
import type { Services } from '../services.js';

/** Looks once an attempt: nothing hurries, and there are as many of these as endpoints. Gone is believed when it has been seen twice. */
export const watchUntilGone =
  (services: Services): Activities['watchUntilGone'] =>
  (key) => {
    const { heartbeat, longestPoll, presenceCheck } = services.pollingIntervals;
    const what = `endpoint ${key.name} is there`;
    return heartbeating({ interval: heartbeat, details: () => null, what: () => what }, async () => {
      const { sagemaker } = await sageMakerOf(services, key, Context.current().cancellationSignal);
      for (let look = 1; look <= 2; look++) {
        const found = await calling('DescribeEndpoint', () => orNull(() => endpoints.describe(sagemaker, key.name)));
        if (found !== null) throw notYet(what, presenceCheck);
        if (look === 1) await sleep(longestPoll);
      }
    });
  };
