/** How long the stages take that have nothing to do here, in milliseconds: short, but long enough to be seen. */
export interface Pace {
  readonly starting: number;
  readonly uploading: number;
  readonly endpointCreating: number;
  readonly endpointDeleting: number;
  /** For so long a new model or endpoint config is not found: SageMaker's reads are eventually consistent. */
  readonly consistency: number;
  /** Between SIGTERM and SIGKILL for a training container; SageMaker grants 120 seconds. */
  readonly stopGrace: number;
  /** How long a container may take to answer one invocation; SageMaker grants 60 seconds. */
  readonly invocation: number;
}

export const defaultPace: Pace = {
  starting: 500,
  uploading: 500,
  endpointCreating: 2000,
  endpointDeleting: 500,
  consistency: 0,
  stopGrace: 120_000,
  invocation: 60_000,
};
