/** JumpStart's catalogue for text classification, usable on its own: no Temporal, no schema library, an AWS client only when S3 is read. */
export * from './artifacts.js';
export * from './catalog.js';
export * from './content-bucket.js';
export type * from './documents.js';
export * from './errors.js';
export * from './hyperparameters.js';
export { isTextClassifier } from './manifest.js';
export * from './instance-types.js';
export type * from './model-spec.js';
export { parseSpec } from './parse-spec.js';
export { PythonFloat, pythonJson, pythonString } from './python-number.js';
export { s3Source } from './s3-source.js';
export * from './usability.js';
