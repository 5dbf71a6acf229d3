export { Aws } from '../aws/index.js';
export type * from '../contract/index.js';
export { Endpoint } from './endpoints/endpoint.js';
export { heldOutFile } from './endpoints/held-out-file.js';
export { describeEndpoint } from './endpoints/described-endpoint.js';
export type { DescribedEndpoint } from './endpoints/described-endpoint.js';
export type { ListedEndpoint } from './endpoints/endpoint.js';
export type { DeletionOptions } from './endpoints/delete-endpoint.js';
export {
  DecisionRefusedError,
  DeletionTimeoutError,
  InvalidInputError,
  RunFailedError,
  UnreachableError,
} from './errors.js';
export { askingAws } from './asking-aws.js';
export { checkData, dryRun, preflight } from './start/preflight.js';
export type { DryRun, Preflight } from './start/preflight.js';
export { upload, uploadTarget } from './start/upload.js';
export type { UploadTarget } from './start/upload.js';
export { Run } from './runs/run.js';
export type { AnyResult, Decider, RunResult } from './runs/run.js';
export type { WatchOptions } from './runs/status-feeds.js';
export type { RunCounts, RunFilter, RunPage } from './runs/run-list.js';
export type { RunRecord, RunStep } from './runs/run-record.js';
export type { RunSnapshot } from './runs/snapshot.js';
export type { RunDescription, RunState, RunSummary } from './runs/run-description.js';
export { continueFrom } from './start/from-run.js';
export type { Continued, RequestsFrom } from './start/from-run.js';
export type { TrainedModel } from './runs/trained-model.js';
export type { SetUp } from './search-attributes.js';
export { sweepWorkflowId } from './sweep-region.js';
export { endpointLog, trainingLog } from './runs/training-log.js';
export { listEndpoints, Tunewright } from './tunewright.js';
export type { StartOptions } from './tunewright.js';
export { Schedule } from './schedules/schedule.js';
export type { ScheduleStatus } from './schedules/schedule.js';
export { overlaps } from './schedules/schedule-options.js';
export type { Overlap, ScheduleTimes } from './schedules/schedule-options.js';
export { Schedules } from './schedules/schedules.js';
export type { ScheduleSummary } from './schedules/schedules.js';
export type { ConnectOptions } from './connect-options.js';
export { InvalidSettingsError } from '../contract/invalid-settings.js';
