import { Context } from '@temporalio/activity';
import type { Activities, UpAndFailed } from '../../contract/activities.js';
import { withDetail } from '../failures.js';
import { smokeTestEndpoint } from '../hosting/smoke-test-endpoint.js';
import { releaseOnce } from '../lease/endpoint-lease.js';
import type { Services } from '../services.js';
import { watchEndpoint } from './watch-endpoint.js';

/** Tried again after a crash, it finds the endpoint InService and asks it again; who holds no lease any more gives none back. */
export const watchAndTestEndpoint =
  (services: Services): Activities['watchAndTestEndpoint'] =>
  async ({ configName, test, release, ...key }) => {
    const { name, region } = key;
    await watchEndpoint(services)({ ...key, configName });
    const smokeTest = await smokeTestEndpoint(services)({ name, region, ...test }).catch((error: unknown) => {
      throw withDetail(error, { inService: true } satisfies UpAndFailed);
    });
    if (release === undefined || !smokeTest.passed) return { smokeTest, released: false };
    const { cancellationSignal: signal } = Context.current();
    // What was cancelled by now is undone, and must be this run's to undo.
    signal.throwIfAborted();
    return { smokeTest, released: await releaseOnce(services, { key, end: release }, signal) };
  };
