import { z } from 'zod';
import type { DatasetReport } from '../../contract/dataset.js';
import { fieldProblem } from './problem.js';
import { typed } from './shared.js';

/** The report of a check of `data.csv`. */
export const datasetReport = typed<DatasetReport>(
  z.looseObject({
    uri: z.string(),
    bytes: z.int(),
    rows: z.int(),
    classes: z.int(),
    classCounts: z.array(z.int()).describe('Rows of each class by ascending label'),
    labels: z.array(z.string()).optional().describe('Names of the classes, from the `labels.json` beside the data'),
    repeats: z.object({ exact: z.boolean(), duplicateRows: z.int(), contradictingRows: z.int() }),
    samples: z.array(z.object({ text: z.string(), label: z.int() })),
    problems: z.array(
      fieldProblem.extend({
        fault: z.string().optional(),
        count: z.int().optional(),
        rows: z.array(z.int()).optional(),
        lines: z.array(z.int()).optional(),
        example: z.string().optional(),
      }),
    ),
    warnings: z.array(z.string()),
    mend: z.object({ looksLike: z.string(), command: z.string() }).optional(),
  }),
).meta({ id: 'DatasetReport' });

/** `sample`: the reviews that come with Tunewright. */
export const checkDataRequest = z
  .strictObject({ uri: z.string().min(1).max(1024).describe('`s3://bucket/prefix/`, or `sample`') })
  .meta({ id: 'CheckDataRequest', examples: [{ uri: 'sample' }] });
export type CheckDataRequest = z.infer<typeof checkDataRequest>;

/** Answer of `POST /api/v1/data/check`: nothing is stored. */
export const dataCheck = z.object({ report: datasetReport }).meta({ id: 'DataCheck' });
export type DataCheck = z.infer<typeof dataCheck>;

/**
 * Answer of `POST /api/v1/data`. Data with problems is not kept: `uri` is null, and `report.problems` tell why.
 * `?keep=false` only looks.
 */
export const dataUpload = z
  .object({
    uri: z.string().nullable().describe('`s3://bucket/tunewright/data/SHA256/`, for `data` of a request'),
    report: datasetReport,
  })
  .meta({ id: 'DataUpload' });
export type DataUpload = z.infer<typeof dataUpload>;
