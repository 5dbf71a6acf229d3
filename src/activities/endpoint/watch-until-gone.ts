import { Context } from '@temporalio/activity';
import { endpoints, orNull } from '../../aws/index.js';
import { ApplicationFailure } from '@temporalio/common';
import type { Activities } from '../../contract/activities.js';
import { sageMakerOf } from '../account-guard.js';
import { awsFailure, notYet } from '../failures.js';
import { heartbeating } from '../waiting/heartbeating.js';
import { pause } from '../waiting/pause.js';
import type { Services } from '../services.js';

/**
 * Looks once an attempt, and not at the first, as a run has just seen the endpoint: nothing hurries, and there are as many of these as endpoints. Gone is believed when it has been seen twice.
 * Nothing that AWS says against a look ends the watch, which lasts as long as the endpoint: it looks again later, wherever a worker is free.
 */
export const watchUntilGone =
  (services: Services): Activities['watchUntilGone'] =>
  (key) => {
    const { heartbeat, longestPoll, presenceCheck } = services.pollingIntervals;
    const what = `endpoint ${key.name} is there`;
    if (Context.current().info.attempt === 1) return Promise.reject(notYet(what, presenceCheck));
    return heartbeating(
      { interval: heartbeat, details: () => null, what: () => what, leaving: services.leaving },
      async (signal) => {
        const isThere = async (): Promise<boolean> => {
          const { sagemaker } = await sageMakerOf(services, key, signal);
          return (await orNull(() => endpoints.describe(sagemaker, key.name))) !== null;
        };
        for (let look = 1; look <= 2; look++) {
          const there = await isThere().catch((error: unknown) => {
            signal.throwIfAborted();
            const failed = awsFailure(error, 'DescribeEndpoint');
            if (!(failed instanceof ApplicationFailure)) throw failed;
            throw notYet(`${what}, as far as is known: ${failed.type}: ${failed.message}`, presenceCheck);
          });
          if (there) throw notYet(what, presenceCheck);
          if (look === 1) await pause(longestPoll, signal);
        }
      },
    );
  };
