export { putAroundCalls } from './around-calls.js';
export { Aws } from './aws.js';
export type { AwsClients } from './clients.js';
export * from './errors.js';
export { RateLimitWaitError } from './rate-limit/rate-limiter.js';
export type { CallMade } from './rate-limit/rate-limiter.js';
export { agreementOf, isPredicted } from './classifier/agreement.js';
export { answerFaults, classesOf, MalformedAnswerError, predictionOf } from './classifier/answer.js';
export type { Accept } from './classifier/answer.js';
export { evaluate } from './classifier/evaluate.js';
export { invokeEndpoint, predict } from './classifier/invoke.js';
export { dataDigest } from './data-digest.js';
export { regionOfQueue, takeEvents } from './events-queue.js';
export { inspectS3Dataset } from './s3/inspect-s3.js';
export { readEpochs } from './logs/epoch-log.js';
export { lineLength, logTail } from './logs/log-tail.js';
export { putLabels } from './artifact-labels.js';
export { boundedPages } from './bounded-pages.js';
export type { ListPage } from './bounded-pages.js';
export {
  endpointLogGroup,
  lastEndpointLines,
  readEndpointLog,
  readOnTrainingLog,
  readTrainingLog,
} from './logs/logs.js';
export type { LogPosition } from './logs/logs.js';
export * from './resources/index.js';
export { loadForRuns } from './sdk.js';
export { sageMaker } from './sagemaker.js';
export type { SageMaker } from './sagemaker.js';
export type { StateChange } from './state-change.js';
export * from './s3/storage.js';
export { unlessAborted } from './unless-aborted.js';
