import { z } from 'zod';

/** An instance type that a model may use; the price is for one instance on demand. */
export const instanceOption = z
  .object({
    instanceType: z.string(),
    usdPerHour: z.number().nullable().describe('0 on the local stand-in; null where no source tells it'),
    isDefault: z.boolean(),
  })
  .meta({ id: 'InstanceOption' });
export type InstanceOption = z.infer<typeof instanceOption>;

/** A model in the list. */
export const modelSummary = z
  .object({
    id: z.string(),
    version: z.string().describe('The newest'),
    title: z.string().describe('A name for people, made from the id'),
    family: z.string().nullable().describe('BERT, ELECTRA, …, as far as the id tells'),
    language: z.string().nullable().describe('`en`, `multi`, …, as far as the id tells'),
    standIn: z.boolean().describe('Trained by the local stand-in, not by the real algorithm'),
    fineTunable: z.boolean().nullable().describe('null where its document could not be read'),
    deprecated: z.boolean(),
    training: instanceOption.nullable().describe('Default instance type of the training job'),
    inference: instanceOption.nullable().describe('Default instance type of the endpoint'),
    unusable: z.array(z.string()).describe('Why it may not be used as it is; empty where it may'),
  })
  .meta({ id: 'ModelSummary' });
export type ModelSummary = z.infer<typeof modelSummary>;

export const modelList = z
  .object({
    models: z.array(modelSummary),
    suggested: z.string().nullable().describe('Id of the model for a first try'),
  })
  .meta({ id: 'ModelList' });
export type ModelList = z.infer<typeof modelList>;

/** A hyperparameter as the model document declares it: what a form is made from. */
export const hyperparameter = z
  .object({
    name: z.string(),
    type: z.enum(['text', 'int', 'float', 'bool']),
    default: z.string().describe('As it is sent: `5`, `0.001`, `True`'),
    options: z.array(z.string()).nullable().describe('The values that are allowed, where they are a list'),
    min: z.number().nullable(),
    max: z.number().nullable(),
    exclusiveMin: z.number().nullable(),
    exclusiveMax: z.number().nullable(),
    help: z.string().nullable().describe('What it does, in a sentence; null where nobody has written one'),
    common: z.boolean().describe('One of the few that people change'),
  })
  .meta({ id: 'Hyperparameter' });
export type Hyperparameter = z.infer<typeof hyperparameter>;

export const sampleRequest = z.object({ type: z.enum(['fineTune', 'deploy']), request: z.looseObject({}) });

/** Answer of `GET /api/v1/models/:id`. */
export const model = modelSummary
  .extend({
    versions: z.array(z.string()).describe('Oldest first'),
    url: z.string().nullable().describe('Where the model comes from'),
    notices: z.array(z.string()),
    standInNote: z.string().nullable(),
    incremental: z.boolean().describe('Can be trained further from an earlier model'),
    trainingInstances: z.array(instanceOption),
    inferenceInstances: z.array(instanceOption),
    hyperparameters: z.array(hyperparameter),
    defaultDataset: z.string().nullable().describe('`s3://…` of the data set that the document names'),
    samples: z.array(sampleRequest).describe('Requests for `POST /api/v1/runs` as they are'),
  })
  .meta({ id: 'Model' });
export type Model = z.infer<typeof model>;
