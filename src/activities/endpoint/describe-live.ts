import { endpoints, hostingOf, models, orNull, variantsOf } from '../../aws/index.js';
import type { SageMaker } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { defined } from '../../contract/defined.js';
import type { LiveEndpoint, Metrics } from '../../contract/run/results.js';
import { sageMakerOf } from '../account-guard.js';
import { endpointStatus } from '../../temporal/endpoint-keeper.js';
import { calling, failure } from '../failures.js';
import type { Services } from '../services.js';

/** Somebody moves it: only afterwards can be said what an update replaces, and what it would return to. */
const onItsWay: ReadonlySet<string> = new Set(['Updating', 'SystemUpdating', 'RollingBack']);

export const describeLive =
  (services: Services): Activities['describeLive'] =>
  async ({ toReplace = false, ...key }) => {
    const { name, region } = key;
    const { sagemaker } = await sageMakerOf(services, key);
    return calling(`look at endpoint ${name}`, async () => {
      const endpoint = await orNull(() => endpoints.describe(sagemaker, name));
      if (endpoint === null) return null;
      if (endpoint.state === 'Deleting') {
        throw failure('ServiceUnavailable', `endpoint ${name} is being deleted: its name is not free yet`);
      }
      if (toReplace && onItsWay.has(endpoint.state)) {
        throw failure(
          'ServiceUnavailable',
          `endpoint ${name} is ${endpoint.state}: what it had before is not known yet`,
        );
      }
      const hosting = await hostingOf(sagemaker, endpoint.answer.EndpointConfigName ?? '');
      const metrics = await metricsOf(services, name, hosting.configName);
      const modelUri = toReplace ? await modelUriOf(sagemaker, hosting.modelNames) : undefined;
      const begunWith = hosting.begunWith && defined({ ...hosting.begunWith, modelUri });
      return defined({ name, region, ...hosting, begunWith, metrics, variants: variantsOf(endpoint.answer) });
    });
  };

async function modelUriOf(sagemaker: SageMaker, [name]: readonly string[]): Promise<string | undefined> {
  const model = name === undefined ? null : await orNull(() => models.describe(sagemaker, name));
  const { ModelDataUrl, ModelDataSource } = model?.answer.PrimaryContainer ?? {};
  return ModelDataUrl ?? ModelDataSource?.S3DataSource?.S3Uri;
}

/** As the endpoint's workflow was told. Many endpoints have no such workflow, and nothing depends on the figures: undefined then. */
async function metricsOf({ temporal }: Services, name: string, configName: string): Promise<Metrics | undefined> {
  const known = await endpointStatus(temporal, name).catch(() => null);
  const live = [known?.live, known?.lastGood].find(
    (endpoint): endpoint is LiveEndpoint => endpoint?.configName === configName,
  );
  return live?.metrics;
}
