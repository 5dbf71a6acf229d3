import type { Tunewright } from '../../client/index.js';
import { InvalidInputError } from '../../client/index.js';
import type { ConsoleOptions } from './console-options.js';

/** What the routes work with. */
export interface Context {
  readonly tunewright: Tunewright;
  readonly options: ConsoleOptions;
  /** The region of environment or profile. @throws InvalidInputError where neither names one */
  readonly region: () => Promise<string>;
  /** Do the credentials belong to the local SageMaker? False while nobody can be asked. */
  readonly isLocal: () => Promise<boolean>;
}

export function contextOf(options: ConsoleOptions): Context {
  const { tunewright } = options;
  const { aws } = tunewright;
  const region = async (): Promise<string> => {
    const found = await aws.region();
    if (found !== undefined) return found;
    throw new InvalidInputError([
      { field: 'region', message: 'is missing; set AWS_REGION where the console is started' },
    ]);
  };
  return {
    tunewright,
    options,
    region,
    isLocal: async () => {
      try {
        return (await aws.identity(await region())).local;
      } catch {
        return false;
      }
    },
  };
}
