/** How long the stages of a resource take, in milliseconds: most have nothing to do here, but shall be seen. */
export interface StageDurations {
  readonly starting: number;
  readonly uploading: number;
  readonly endpointCreating: number;
  /** Bringing up the new fleet of an update, or taking over other weights and counts. */
  readonly endpointUpdating: number;
  /** Giving the traffic back to the old fleet after a failed update. */
  readonly endpointRollingBack: number;
  readonly endpointDeleting: number;
  /** What one second of the waits in a DeploymentConfig takes. */
  readonly deploymentSecond: number;
  /** For so long a new model or endpoint config is not found: SageMaker's reads are eventually consistent. */
  readonly consistency: number;
  /** Between SIGTERM and SIGKILL for a training container; SageMaker grants 120 seconds. */
  readonly stopGrace: number;
  /** How long a container may take to answer one invocation; SageMaker grants 60 seconds. */
  readonly invocation: number;
}

export const defaultStageDurations: StageDurations = {
  starting: 500,
  uploading: 500,
  endpointCreating: 2000,
  endpointUpdating: 2000,
  endpointRollingBack: 2000,
  endpointDeleting: 500,
  deploymentSecond: 1000,
  consistency: 0,
  stopGrace: 120_000,
  invocation: 60_000,
};
