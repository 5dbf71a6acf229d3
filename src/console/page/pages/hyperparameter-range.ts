import type { Hyperparameter } from '../../api/index.js';

/** `> 0, < 1`, `True, False`: what is allowed; an open end is said by its sign. */
export function rangeOf({ options, min, max, exclusiveMin, exclusiveMax }: Hyperparameter): string {
  if (options !== null) return options.join(', ');
  const low = min === null ? (exclusiveMin === null ? null : `>\u00a0${exclusiveMin}`) : `≥\u00a0${min}`;
  const high = max === null ? (exclusiveMax === null ? null : `<\u00a0${exclusiveMax}`) : `≤\u00a0${max}`;
  return [low, high].filter((end) => end !== null).join(', ');
}
