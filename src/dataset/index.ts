export { inspectDataset } from './inspect.js';
export { dataFileOf, inspectLocalDataset } from './local-file.js';
export { readLabelledRows } from './labelled-rows.js';
export { sampleLabelledRows } from './sample-rows.js';
