export { inspectDataset } from './inspect.js';
export type { DatasetSource } from './inspect.js';
export type { RowsRule } from './inspection.js';
export { labelledRowsIn, readLabelledRows } from './labelled-rows.js';
export type { LabelledRows } from './labelled-rows.js';
export { dataFileOf, inspectLocalDataset } from './local-file.js';
export { sampleLabelledRows } from './sample-rows.js';
