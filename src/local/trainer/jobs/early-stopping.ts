/** When a training without progress ends. */
export interface EarlyStoppingSettings {
  readonly early_stopping: boolean;
  /** Epochs without an improvement that are still waited for. */
  readonly early_stopping_patience: number;
  /** A smaller gain is no improvement. */
  readonly early_stopping_min_delta: number;
}

/** Returns a function that is told the validation accuracy after each epoch and answers whether to stop. */
export function earlyStopping(settings: EarlyStoppingSettings): (validationAccuracy: number) => boolean {
  let best = -Infinity;
  let waited = 0;
  return (accuracy) => {
    if (accuracy > best + settings.early_stopping_min_delta) {
      best = accuracy;
      waited = 0;
    } else {
      waited++;
    }
    return settings.early_stopping && waited >= settings.early_stopping_patience;
  };
}
