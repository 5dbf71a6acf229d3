/** Hyperparameters that optimizers read, named as in JumpStart. */
export interface OptimizerSettings {
  readonly learning_rate: number;
  readonly warmup_steps_fraction: number;
  readonly beta_1: number;
  readonly beta_2: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly rho: number;
  readonly initial_accumulator_value: number;
}

/** Changes `weights` in place by one step against `gradient`. */
type OptimizerStep = (weights: Float32Array, gradient: Float64Array) => void;

/** Makes the state for `size` weights; `totalSteps` is the length of the whole training, for schedules. */
type Optimizer = (settings: OptimizerSettings, size: number, totalSteps: number) => OptimizerStep;

/** Keras' default for AdamW; no hyperparameter sets it. */
const weightDecay = 0.004;

const adam: Optimizer = ({ learning_rate, ...moments }, size) => adaptiveMoments(moments, size, () => learning_rate, 0);

const adamw: Optimizer = ({ learning_rate, warmup_steps_fraction, ...moments }, size, totalSteps) => {
  const warmUp = Math.floor(warmup_steps_fraction * totalSteps);
  const rate = (step: number): number =>
    step <= warmUp
      ? (learning_rate * step) / warmUp
      : (learning_rate * (totalSteps - step + 1)) / (totalSteps - warmUp + 1);
  return adaptiveMoments(moments, size, rate, weightDecay);
};

function adaptiveMoments(
  { beta_1, beta_2, epsilon }: Pick<OptimizerSettings, 'beta_1' | 'beta_2' | 'epsilon'>,
  size: number,
  rateAt: (step: number) => number,
  decay: number,
): OptimizerStep {
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  let step = 0;
  return (weights, gradient) => {
    step++;
    const rate = rateAt(step);
    // Both start at zero; this undoes the bias towards it.
    const corrected = (rate * Math.sqrt(1 - beta_2 ** step)) / (1 - beta_1 ** step);
    for (let i = 0; i < size; i++) {
      const g = gradient[i]!;
      mean[i] = beta_1 * mean[i]! + (1 - beta_1) * g;
      square[i] = beta_2 * square[i]! + (1 - beta_2) * g * g;
      weights[i]! -= (corrected * mean[i]!) / (Math.sqrt(square[i]!) + epsilon) + rate * decay * weights[i]!;
    }
  };
}

const sgd: Optimizer = ({ learning_rate, momentum }, size) => {
  const velocity = new Float64Array(size);
  return (weights, gradient) => {
    for (let i = 0; i < size; i++) {
      velocity[i] = momentum * velocity[i]! - learning_rate * gradient[i]!;
      weights[i]! += velocity[i]!;
    }
  };
};

const nesterov: Optimizer = ({ learning_rate, momentum }, size) => {
  const velocity = new Float64Array(size);
  return (weights, gradient) => {
    for (let i = 0; i < size; i++) {
      velocity[i] = momentum * velocity[i]! - learning_rate * gradient[i]!;
      weights[i]! += momentum * velocity[i]! - learning_rate * gradient[i]!;
    }
  };
};

const rmsprop: Optimizer = ({ learning_rate, rho, epsilon }, size) => {
  const square = new Float64Array(size);
  return (weights, gradient) => {
    for (let i = 0; i < size; i++) {
      const g = gradient[i]!;
      square[i] = rho * square[i]! + (1 - rho) * g * g;
      weights[i]! -= (learning_rate * g) / (Math.sqrt(square[i]!) + epsilon);
    }
  };
};

const adagrad: Optimizer = ({ learning_rate, initial_accumulator_value, epsilon }, size) => {
  const sum = new Float64Array(size).fill(initial_accumulator_value);
  return (weights, gradient) => {
    for (let i = 0; i < size; i++) {
      const g = gradient[i]!;
      sum[i]! += g * g;
      weights[i]! -= (learning_rate * g) / Math.sqrt(sum[i]! + epsilon);
    }
  };
};

const adadelta: Optimizer = ({ learning_rate, rho, epsilon }, size) => {
  const square = new Float64Array(size);
  const moved = new Float64Array(size);
  return (weights, gradient) => {
    for (let i = 0; i < size; i++) {
      const g = gradient[i]!;
      square[i] = rho * square[i]! + (1 - rho) * g * g;
      const change = (g * Math.sqrt(moved[i]! + epsilon)) / Math.sqrt(square[i]! + epsilon);
      moved[i] = rho * moved[i]! + (1 - rho) * change * change;
      weights[i]! -= learning_rate * change;
    }
  };
};

/** The optimizers of the JumpStart text classification algorithm, by the value of its `optimizer` hyperparameter. */
export const optimizers = { adamw, adam, sgd, nesterov, rmsprop, adagrad, adadelta } as const;

export type OptimizerName = keyof typeof optimizers;
