import type { SageMaker } from '../aws/index.js';
import { isWrongState, orNull } from '../aws/index.js';
import type { Activities } from '../contract/activities.js';
import { tagKeys } from '../contract/names.js';
import type { Leftover } from '../contract/sweep.js';
import { sageMakerOf } from './account-guard.js';
import { deletable } from './delete-hosting.js';
import { failure } from './failures.js';
import type { Look } from './polling.js';
import { poll } from './polling.js';
import type { Services } from './services.js';
import { endedJob } from './states.js';
import { Survey } from './sweep/survey.js';

interface Kind {
  describe: (sagemaker: SageMaker, name: string) => Promise<{ arn: string | undefined; state: string }>;
  /** Costs nothing any more: as good as gone. */
  isOver: (state: string) => boolean;
  /** In other states it changes by itself, and takes no request. */
  isRemovable: (state: string) => boolean;
  remove: (sagemaker: SageMaker, name: string) => Promise<void>;
}

const always = (): boolean => true;
const never = (): boolean => false;

const kinds: Record<Leftover['kind'], Kind> = {
  'training job': {
    describe: async (sagemaker, name) => {
      const { TrainingJobArn: arn, TrainingJobStatus: state = 'unknown' } = await sagemaker.describeTrainingJob(name);
      return { arn, state };
    },
    isOver: (state) => endedJob.has(state),
    isRemovable: (state) => state === 'InProgress',
    remove: (sagemaker, name) => sagemaker.stopTrainingJob(name),
  },
  endpoint: {
    describe: async (sagemaker, name) => {
      const { EndpointArn: arn, EndpointStatus: state = 'unknown' } = await sagemaker.describeEndpoint(name);
      return { arn, state };
    },
    isOver: never,
    isRemovable: (state) => deletable.has(state),
    remove: (sagemaker, name) => sagemaker.deleteEndpoint(name),
  },
  'endpoint config': {
    describe: async (sagemaker, name) => ({
      arn: (await sagemaker.describeEndpointConfig(name)).EndpointConfigArn,
      state: 'Created',
    }),
    isOver: never,
    isRemovable: always,
    remove: (sagemaker, name) => sagemaker.deleteEndpointConfig(name),
  },
  model: {
    describe: async (sagemaker, name) => ({ arn: (await sagemaker.describeModel(name)).ModelArn, state: 'Created' }),
    isOver: never,
    isRemovable: always,
    remove: (sagemaker, name) => sagemaker.deleteModel(name),
  },
};

/** Time has passed since it was found, perhaps a person's: whose it is, and that nobody wants it, is asked again before it is removed. */
export const removeLeftover =
  (services: Services): Activities['removeLeftover'] =>
  ({ region, account, leftover }) => {
    const { kind, name } = leftover;
    let asked = false;
    return poll(services.pace, {
      what: `removal of ${kind} ${name}`,
      look: async (signal): Promise<Look<void>> => {
        const { sagemaker } = await sageMakerOf(services, { region, account }, signal);
        const found = await orNull(() => kinds[kind].describe(sagemaker, name));
        if (found === null || kinds[kind].isOver(found.state)) return { done: undefined };
        if (!asked) await refuseWanted(sagemaker, services, leftover, found);
        asked = true;
        return { state: await removed(sagemaker, kinds[kind], name, found.state) };
      },
    });
  };

/** @returns the state to go on waiting in */
async function removed(sagemaker: SageMaker, kind: Kind, name: string, state: string): Promise<string> {
  if (!kind.isRemovable(state)) return state;
  try {
    await orNull(() => kind.remove(sagemaker, name));
    return 'going';
  } catch (error) {
    if (isWrongState(error)) return 'busy';
    throw error;
  }
}

async function refuseWanted(
  sagemaker: SageMaker,
  services: Services,
  { kind, name, run }: Leftover,
  { arn = '', state }: { arn: string | undefined; state: string },
): Promise<void> {
  if ((await sagemaker.tags(arn))[tagKeys.run] !== run) {
    throw failure('InvalidRequest', `${kind} "${name}" is not of run ${run}: it stays`);
  }
  const [still] = await new Survey(sagemaker, services).leftovers([{ kind, name, arn, state, run }]);
  // What is being deleted by somebody else is no leftover either, and will be gone.
  if (still === undefined && state !== 'Deleting') {
    throw failure('InvalidRequest', `${kind} "${name}" is wanted by now: it stays`);
  }
}
