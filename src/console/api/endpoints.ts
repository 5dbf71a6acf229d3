import { z } from 'zod';
import type { EndpointStatus } from '../../contract/endpoint-workflow.js';
import type { Evaluation, Prediction } from '../../contract/run/results.js';
import { instant, row, typed } from './shared.js';

/** An endpoint of the region. */
export const endpointSummary = z
  .object({
    name: z.string(),
    region: z.string(),
    status: z.string().describe("SageMaker's: InService, Creating, Updating, Failed, …"),
    createdAt: instant.nullable(),
    keeper: z.boolean().nullable().describe('Does a Tunewright workflow look after it? null: not known'),
    expiresAt: instant.nullable().describe('When it is deleted; null: never, or not known'),
    run: z.string().nullable().describe('The run whose model it serves, or is on its way to'),
    model: z.string().nullable(),
    instanceType: z.string().nullable(),
    instanceCount: z.int().nullable(),
    usdPerHour: z.number().nullable().describe('All instances together; 0 on the local stand-in; null: not known'),
  })
  .meta({ id: 'EndpointSummary' });
export type EndpointSummary = z.infer<typeof endpointSummary>;

export const endpointList = z
  .object({
    region: z.string(),
    endpoints: z.array(endpointSummary),
    usdPerHour: z.number().nullable().describe('Of all together; null where a price is not known'),
  })
  .meta({ id: 'EndpointList' });
export type EndpointList = z.infer<typeof endpointList>;

/** Answer of `GET /api/v1/endpoints/:name`, and the snapshot `endpoint` of the event stream. */
export const endpointView = endpointSummary
  .extend({
    rows: z.array(row),
    notes: z.array(z.string()),
    failureReason: z.string().nullable().describe("SageMaker's own words"),
    sample: z
      .object({ text: z.string(), label: z.int().nullable() })
      .nullable()
      .describe('A row of held-out data to try it with'),
    workflow: typed<EndpointStatus>(z.looseObject({})).nullable(),
    commands: z.object({ predict: z.string(), extend: z.string(), delete: z.string(), runs: z.string() }),
    ui: z.string().nullable(),
  })
  .meta({ id: 'Endpoint' });
export type EndpointView = z.infer<typeof endpointView>;

export const predictionsRequest = z
  .strictObject({
    texts: z.array(z.string().min(1, 'must not be empty').max(10_000)).min(1, 'must have at least one text').max(100),
  })
  .meta({ id: 'PredictionsRequest', examples: [{ texts: ['a stirring, funny film'] }] });
export type PredictionsRequest = z.infer<typeof predictionsRequest>;

const label = z.union([z.number(), z.string()]);

/** In the order of the texts. */
export const predictions = z
  .object({
    predictions: z.array(
      typed<Prediction & { milliseconds: number }>(
        z.object({
          text: z.string(),
          labels: z.array(label).describe('Names of all classes; the place is the label in data.csv'),
          probabilities: z.array(z.number()),
          predictedLabel: label,
          labelName: z.string().optional().describe('Name of the predicted class, where the data named its classes'),
          milliseconds: z.number(),
        }),
      ),
    ),
    labelNames: z.array(z.string()).nullable().describe('Names of all classes by label; null where they are not known'),
  })
  .meta({ id: 'Predictions' });
export type Predictions = z.infer<typeof predictions>;

/** Counted from now on, not added to what was left; `hours` or `forever`. */
export const extensionRequest = z
  .strictObject({
    hours: z
      .number()
      .min(1 / 60, 'must be at least a minute')
      .max(8_760, 'must be at most a year (8760)')
      .optional(),
    forever: z.literal(true).optional().describe('It stays until somebody deletes it'),
  })
  .meta({ id: 'ExtensionRequest', examples: [{ hours: 12 }] });
export type ExtensionRequest = z.infer<typeof extensionRequest>;

export const extended = z
  .object({ name: z.string(), expiresAt: instant.nullable(), text: z.string() })
  .meta({ id: 'Extended' });
export type Extended = z.infer<typeof extended>;

/** Answer of `DELETE /api/v1/endpoints/:name`, 202: it goes on; the endpoint is gone when it is no longer listed. */
export const deleting = z.object({ name: z.string(), deleting: z.literal(true) }).meta({ id: 'Deleting' });
export type Deleting = z.infer<typeof deleting>;

/** Of a thousand classes: each is a row and a column of the confusion matrix. */
export const highestLabel = 999;

/** Body of `POST /api/v1/endpoints/:name/evaluations`, unless it is a `data.csv` itself (`text/csv`, multipart). */
export const evaluationRequest = z
  .strictObject({
    rows: z
      .array(z.strictObject({ text: z.string().min(1), label: z.int().min(0).max(highestLabel) }))
      .min(1)
      .max(10_000),
  })
  .meta({ id: 'EvaluationRequest', examples: [{ rows: [{ text: 'a stirring, funny film', label: 1 }] }] });
export type EvaluationRequest = z.infer<typeof evaluationRequest>;

export const evaluation = typed<Evaluation>(
  z.looseObject({
    rows: z.int(),
    accuracy: z.number(),
    largestClassShare: z.number(),
    macroF1: z.number(),
    logLoss: z.number().nullable(),
    calibrationError: z.number().nullable(),
    confusion: z.array(z.array(z.int())),
    classes: z.array(
      z.object({
        label: z.int(),
        labelName: z.string().optional(),
        rows: z.int(),
        precision: z.number().nullable(),
        recall: z.number().nullable(),
        f1: z.number(),
      }),
    ),
    mistakes: z.array(
      z.object({
        text: z.string(),
        label: z.int(),
        labelName: z.string().optional(),
        predicted: z.int(),
        predictedName: z.string().optional(),
        probability: z.number(),
      }),
    ),
    labels: z.array(z.string()).optional().describe('Names of all classes by label, where the data named them'),
  }),
).meta({ id: 'Evaluation' });
