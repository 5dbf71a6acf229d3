import type { ActivityName } from '../temporal/fake-activities.js';
import { seeded } from '../seeded-texts.js';

/** Where a run stands still until it is let go: right before an activity begins, or once it has had its effect, of which nobody hears yet. */
export interface Hold {
  readonly activity: ActivityName;
  readonly when: 'before' | 'after';
}

/** A run: its id, which may be taken already, and what it is to do. */
export interface Start {
  readonly do: 'start';
  readonly run: string;
  readonly endpoint: string;
  readonly kind: 'deploy' | 'fineTune' | 'train';
  /** The endpoint may be there, and is moved then. */
  readonly update?: true;
  /** Its model fails the smoke test. */
  readonly fails?: true;
  /** People are asked before it is live. */
  readonly asks?: true;
  /** Its training goes on until somebody stops it. */
  readonly long?: true;
  readonly hold?: Hold;
}

/** One thing that happens to the account or its runs. Runs and endpoints are called by their short names. */
export type Step = (
  | Start
  | { readonly do: 'cancel' | 'terminate' | 'let go' | 'approve' | 'reject'; readonly run: string }
  /** To the workflow task at this share of those that there are, 0 to 1. */
  | { readonly do: 'reset'; readonly run: string; readonly to: number; readonly hold?: Hold }
  /** Past Tunewright, in AWS's console. */
  | {
      readonly do: 'delete by hand';
      readonly what: 'endpoint' | 'endpoint config' | 'model';
      readonly endpoint: string;
    }
  /** By the workflow of the endpoint, as `tunewright endpoints delete` does. */
  | { readonly do: 'delete'; readonly endpoint: string }
  | { readonly do: 'kill the worker' | 'sweep' }
) & {
  /** The next step comes at once, and not when everything has come to rest. */
  readonly hasty?: true;
};

const runs = ['a', 'b', 'c'] as const;
export const endpointNames = ['red', 'green', 'blue', 'grey'] as const;

/** Where others come between most often: before the lease a run has decided, and holds nothing. */
const crossing: readonly ActivityName[] = ['planDeployment', 'planDeployment', 'watchEndpoint', 'releaseEndpoint'];

const places: readonly ActivityName[] = [
  ...(['planDeployment', 'startTrainingJob', 'watchTrainingJob', 'leaseEndpoint', 'createModel'] as const),
  ...(['createEndpointConfig', 'describeLive', 'createEndpoint', 'updateEndpoint', 'watchEndpoint'] as const),
  ...(['smokeTestEndpoint', 'deleteReplaced', 'releaseEndpoint', 'deleteEndpoint', 'deleteEndpointConfig'] as const),
  ...(['deleteModel', 'restoreEndpoint', 'stopTrainingJobs'] as const),
];

class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seeded(seed);
  }

  share(): number {
    return this.#random();
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  one<T>(of: readonly T[]): T {
    return of[Math.floor(this.#random() * of.length)] as T;
  }
}

const if_ = <K extends string>(key: K, holds: boolean): { [Key in K]?: true } =>
  (holds ? { [key]: true } : {}) as { [Key in K]?: true };

/** The sequence of that seed: the same for ever, as long as this file stays as it is. */
export function sequenceOf(seed: number): Step[] {
  const dice = new Dice(seed);
  const length = 4 + Math.floor(dice.share() * 6);
  return [start(dice), ...Array.from({ length }, () => step(dice))];
}

function step(dice: Dice): Step {
  const hasty = if_('hasty', dice.chance(0.3));
  const run = dice.one(runs);
  const endpoint = aName(dice);
  const luck = dice.share();
  if (luck < 0.34) return { ...start(dice), ...hasty };
  if (luck < 0.48) return { do: 'reset', run, to: dice.share(), ...hold(dice, 0.3), ...hasty };
  if (luck < 0.55) return { do: 'cancel', run, ...hasty };
  if (luck < 0.62) return { do: 'terminate', run, ...hasty };
  if (luck < 0.68) return { do: 'let go', run, ...hasty };
  if (luck < 0.74) return { do: dice.chance(0.5) ? 'approve' : 'reject', run, ...hasty };
  if (luck < 0.8) {
    const what = dice.one(['endpoint', 'endpoint', 'endpoint config', 'model'] as const);
    return { do: 'delete by hand', what, endpoint, ...hasty };
  }
  if (luck < 0.86) return { do: 'delete', endpoint, ...hasty };
  if (luck < 0.93) return { do: 'kill the worker', ...hasty };
  return { do: 'sweep', ...hasty };
}

/** Most are about one endpoint, or they would seldom meet. */
const aName = (dice: Dice): string => (dice.chance(0.8) ? 'red' : dice.one(endpointNames));

function start(dice: Dice): Start {
  const kind = dice.one(['deploy', 'deploy', 'deploy', 'deploy', 'fineTune', 'train'] as const);
  return {
    ...{ do: 'start', run: dice.one(runs), endpoint: aName(dice), kind },
    ...if_('update', dice.chance(0.5)),
    ...if_('fails', dice.chance(0.15)),
    ...if_('asks', dice.chance(0.25)),
    ...if_('long', kind !== 'deploy' && dice.chance(0.3)),
    ...hold(dice, 0.4),
  };
}

const hold = (dice: Dice, probability: number): { hold?: Hold } =>
  dice.chance(probability)
    ? {
        hold: { activity: dice.one(dice.chance(0.4) ? crossing : places), when: dice.chance(0.5) ? 'before' : 'after' },
      }
    : {};

/** A sequence in lines, for whoever reads of one that failed. */
export const told = (steps: readonly Step[]): string =>
  steps.map((each, index) => `${index + 1}. ${JSON.stringify(each)}`).join('\n');
