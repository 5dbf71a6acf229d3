import { withDetail } from '../../../src/activities/failures.js';
import { inOrder, soFar } from '../../../src/activities/hosting/in-order.js';
import type { Activities, PreparedPlan, Resolution } from '../../../src/contract/activities.js';
import { defined } from '../../../src/contract/defined.js';

type Together = 'prepareRun' | 'prepareDeployment' | 'createHosting' | 'watchAndTestEndpoint';
export type Single = Omit<Activities, Together>;

/** With a plan, and with the failure to make one, comes what the run says of itself. */
async function toldOf<P>(
  { model, searchAttributes }: Pick<Resolution, 'model' | 'searchAttributes'>,
  plan: () => Promise<P>,
): Promise<PreparedPlan<P>> {
  const known = { model, searchAttributes };
  const made = await plan().catch((error: unknown) => {
    throw withDetail(error, known);
  });
  return { plan: made, ...known };
}

/** The activities that take several steps, made of these steps: whatever is put around a step comes to pass in them too. */
export const takenTogether = (single: Single): Pick<Activities, Together> => ({
  prepareRun: async ({ request, run }) => {
    const resolution = await single.resolveArtifacts({ request, run });
    const { dataUri: uri, region, heldOut } = resolution;
    const looks = uri !== undefined && region !== undefined;
    const dataset = looks ? await single.checkData({ uri, region, ...defined({ heldOut }) }) : null;
    return toldOf(resolution, () => single.planRun({ resolution, dataset, run }));
  },
  prepareDeployment: async ({ request, run }) => {
    const resolution = await single.resolveDeployment({ request, run });
    return toldOf(resolution, () => single.planDeployment({ resolution, run }));
  },
  watchAndTestEndpoint: async ({ configName, test, release, ...key }) => {
    await single.watchEndpoint({ ...key, configName });
    const { name, region } = key;
    const smokeTest = await single.smokeTestEndpoint({ name, region, ...test }).catch((error: unknown) => {
      throw withDetail(error, { inService: true });
    });
    if (release === undefined || !smokeTest.passed) return { smokeTest, released: false };
    const released = single.releaseEndpoint({ key, end: release }).then(
      () => true,
      () => false,
    );
    return { smokeTest, released: await released };
  },
  createHosting: async ({ lease, ...step }) => {
    if (lease !== undefined) {
      await single.leaseEndpoint(lease).catch((error: unknown) => {
        throw withDetail(error, { begun: [] });
      });
    }
    return inOrder(
      {
        model: () => single.createModel(step),
        'endpoint config': () => single.createEndpointConfig(step),
        endpoint: () => single.createEndpoint(step),
      },
      soFar(),
    );
  },
});
