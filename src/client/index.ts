export { Aws } from '../aws/index.js';
export type * from '../contract/index.js';
export { Endpoint } from './endpoint.js';
export type { ListedEndpoint } from './endpoint.js';
export type { DeletionOptions } from './delete-endpoint.js';
export {
  DecisionRefusedError,
  DeletionTimeoutError,
  InvalidInputError,
  RunFailedError,
  UnreachableError,
} from './errors.js';
export { askingAws } from './asking-aws.js';
export { checkData, dryRun, preflight } from './preflight.js';
export type { DryRun, Preflight } from './preflight.js';
export { upload, uploadTarget } from './upload.js';
export type { UploadTarget } from './upload.js';
export { Run } from './run.js';
export type { AnyResult, Decider, RunResult } from './run.js';
export type { RunDescription, RunState, RunSummary } from './run-description.js';
export { continueFrom } from './from-run.js';
export type { Continued, RequestsFrom, TrainedModel } from './from-run.js';
export type { SetUp } from './search-attributes.js';
export { sweepWorkflowId } from './sweep.js';
export { trainingLog } from './training-log.js';
export { listEndpoints, Tunewright } from './tunewright.js';
export type { StartOptions } from './tunewright.js';
