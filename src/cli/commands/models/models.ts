import { JumpStartCatalog } from '../../../catalog/catalog.js';
import * as catalog from '../../../catalog/index.js';
import { askingAws } from '../../../client/asking-aws.js';
import { InvalidInputError } from '../../../client/errors.js';
import { print, printJson, say, table } from '../../output.js';
import { regionOf } from '../../region.js';

export interface ShowOptions {
  version: string;
  region?: string;
  instanceType?: string;
  inferenceInstanceType?: string;
  tolerateDeprecated?: true;
  tolerateVulnerable?: true;
  json?: true;
}

export async function listModels(options: { region?: string; json?: true }): Promise<void> {
  const source = await openCatalog(options.region);
  const models = await complaining(() => source.list());
  if (options.json === true) return printJson(models);
  print(
    table(
      ['MODEL', 'VERSIONS'],
      models.map(({ modelId, versions }) => [modelId, versions.join(' ')]),
    ),
  );
}

export async function showModel(id: string, options: ShowOptions): Promise<void> {
  const source = await openCatalog(options.region);
  const spec = await complaining(() => source.spec(id, options.version));
  const document = await complaining(() => Promise.resolve(describe(source, spec, options)));
  const newer = await complaining(() => source.newerVersion(spec));
  if (newer !== null) say(`warning: ${spec.modelId} ${spec.version} is not the newest: there is ${newer}`);
  for (const notice of catalog.notices(spec)) say(`warning: ${notice}`);
  if (options.json === true) return printJson(document);
  if (document.standIn !== undefined) say(`local stand-in: ${document.standIn.note}`);
  print(`${document.modelId} ${document.version} (${document.region})`);
  for (const scope of ['training', 'inference'] as const) {
    const part = document[scope];
    print(`\n${scope} on ${part.instanceType} (supported: ${part.supportedInstanceTypes.join(', ')})`);
    print(`  image   ${part.imageUri}\n  script  ${part.scriptUri}\n  model   ${part.modelUri}`);
  }
  if (document.training.defaultDatasetUri !== undefined)
    print(`  default data set ${document.training.defaultDatasetUri}`);
  print(`\n${table(['HYPERPARAMETER', 'DEFAULT'], Object.entries(document.training.hyperparameters))}`);
}

/** Everything about a model that follows from region and instance types. @throws CatalogError where either scope may not be used */
function describe(source: JumpStartCatalog, spec: catalog.ModelSpec, options: ShowOptions) {
  const { region, buckets } = source;
  catalog.requireUsable(spec, 'training', tolerance(options));
  catalog.requireUsable(spec, 'inference', tolerance(options));
  const trainingType = options.instanceType ?? catalog.defaultInstanceType(spec, 'training');
  const inferenceType = options.inferenceInstanceType ?? catalog.defaultInstanceType(spec, 'inference');
  const scope = (name: catalog.Scope, instanceType: string) => ({
    instanceType,
    imageUri: catalog.imageUri(spec, name, instanceType, region),
    scriptUri: catalog.scriptUri(spec, name, buckets),
    modelUri: catalog.modelUri(spec, name, instanceType, buckets),
    defaultInstanceType: catalog.defaultInstanceType(spec, name),
    supportedInstanceTypes: catalog.supportedInstanceTypes(spec, name),
  });
  return {
    modelId: spec.modelId,
    version: spec.version,
    region,
    ...(spec.standIn === undefined ? {} : { standIn: spec.standIn }),
    training: {
      ...scope('training', trainingType),
      hyperparameters: catalog.defaultHyperparameters(spec, { instanceType: trainingType }),
      metricDefinitions: catalog.metricDefinitions(spec, trainingType),
      defaultDatasetUri: catalog.defaultDatasetUri(spec, buckets),
    },
    inference: {
      ...scope('inference', inferenceType),
      environment: catalog.inferenceEnvironment(spec, inferenceType),
    },
  };
}

const tolerance = (options: ShowOptions): catalog.Tolerance => ({
  tolerateDeprecated: options.tolerateDeprecated === true,
  tolerateVulnerable: options.tolerateVulnerable === true,
});

async function openCatalog(asked: string | undefined): Promise<JumpStartCatalog> {
  return complaining(async () => JumpStartCatalog.open(await regionOf(asked)));
}

/** What the catalogue refuses is bad input; what can't be read is AWS's. */
async function complaining<T>(ask: () => Promise<T>): Promise<T> {
  return askingAws(async () => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof catalog.CatalogError) || error.field === 'catalogue') throw error;
      throw new InvalidInputError([{ field: error.field, message: error.message }]);
    }
  });
}
