export type { FaultRule } from './faults/fault-rule.js';
export { exportLines, localEnvironment } from './environment.js';
export type { StageDurations } from './services/sagemaker/resources/stage-durations.js';
export type { ResourceState } from './resource-states.js';
export { startLocalSageMaker } from './start.js';
export type { LocalSageMaker, LocalSageMakerOptions } from './start.js';
