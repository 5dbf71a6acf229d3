import { JumpStartCatalog } from '../catalog/catalog.js';
import * as catalog from '../catalog/index.js';
import { askingAws, Aws, InvalidInputError } from '../client/index.js';
import type { ShowOptions } from './commands/models.js';
import { print, printJson, say, table } from './output.js';
import { regionOf } from './region.js';

export async function listModels(options: { region?: string; json?: true }): Promise<void> {
  const models = await (await openCatalog(options.region)).list();
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
  const document = await complaining(async () => describe(source, await source.spec(id, options.version), options));
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

/** Everything about a model that follows from region and instance types. */
function describe(source: JumpStartCatalog, spec: catalog.ModelSpec, options: ShowOptions) {
  const { region, buckets } = source;
  const trainingType = options.instanceType ?? spec.training.defaultInstanceType ?? '';
  const inferenceType = options.inferenceInstanceType ?? spec.inference.defaultInstanceType ?? '';
  const scope = (name: catalog.Scope, instanceType: string) => ({
    instanceType,
    imageUri: catalog.imageUri(spec, name, instanceType, region),
    scriptUri: catalog.scriptUri(spec, name, buckets),
    modelUri: catalog.modelUri(spec, name, instanceType, buckets),
    defaultInstanceType: spec[name].defaultInstanceType,
    supportedInstanceTypes: spec[name].supportedInstanceTypes,
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
    inference: { ...scope('inference', inferenceType), environment: catalog.inferenceEnvironment(spec, inferenceType) },
  };
}

async function openCatalog(asked: string | undefined): Promise<JumpStartCatalog> {
  return JumpStartCatalog.open(await regionOf(new Aws(), asked));
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
