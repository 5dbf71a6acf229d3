import { setTimeout as pause } from 'node:timers/promises';
import type { Aws } from '../../aws/index.js';
import { endpoints, hostingOf, orNull, removeHosting, removeOnce, sageMaker } from '../../aws/index.js';
import { askingAws } from '../asking-aws.js';
import { DeletionTimeoutError, InvalidInputError } from '../errors.js';

/** How long to wait for the deletion of an endpoint. */
export interface DeletionOptions {
  /** Ends the waiting with its reason, and nothing else: a deletion that AWS has begun goes on. */
  readonly signal?: AbortSignal | undefined;
  /** How long to wait where no workflow keeps the endpoint, in milliseconds; default: an hour. */
  readonly limitMilliseconds?: number | undefined;
  /** Hears of a config or model that stays since another endpoint or config uses it, in a sentence. Where a workflow keeps the endpoint, its notes tell. */
  readonly onKept?: ((sentence: string) => void) | undefined;
}

/** A deletion takes minutes, but one that is asked of an endpoint on its way has to wait until it has come there. */
const defaultLimitMilliseconds = 3_600_000;
const betweenLooksMilliseconds = 1_000;

/**
 * Deletes an endpoint without its workflow, and then its config and that config's models, as far as nothing else uses them.
 * @throws InvalidInputError where it does not exist, UnreachableError, DeletionTimeoutError, the signal's reason
 */
export async function deleteEndpoint(
  aws: Aws,
  { name, region }: { name: string; region: string },
  onStep: (step: string) => void,
  { signal, limitMilliseconds = defaultLimitMilliseconds, onKept = () => undefined }: DeletionOptions,
): Promise<void> {
  const sagemaker = sageMaker(aws.clients(region), signal);
  try {
    const endpoint = await askingAws(() => orNull(() => endpoints.describe(sagemaker, name)));
    if (endpoint === null) {
      const message = `"${name}" does not exist; list them with: tunewright endpoints list`;
      throw new InvalidInputError([{ field: 'endpoint', message }]);
    }
    const { EndpointConfigName: configName } = endpoint.answer;
    const hosting = configName === undefined ? null : await askingAws(() => hostingOf(sagemaker, configName));
    const wait = { name, end: Date.now() + limitMilliseconds, signal };
    onStep(`endpoint ${name}`);
    await untilSettled(wait, async () => {
      const removal = await removeOnce(sagemaker, endpoints, name);
      return 'settled' in removal ? null : removal.state;
    });
    // The config may go only once the endpoint is gone.
    if (hosting === null) return;
    const onRemoved = (kind: string, part: string): void => onStep(`${kind} ${part}`);
    const told = new Set<string>();
    const onUsed = (sentence: string): void => {
      if (!told.has(sentence)) onKept(sentence);
      told.add(sentence);
    };
    await untilSettled(wait, async () =>
      (await removeHosting(sagemaker, hosting, { onRemoved, onUsed })) ? null : 'its config or a model is busy',
    );
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

/** Asks again and again: an endpoint that is Creating or Updating takes no deletion yet. Null says that nothing is left to do. */
async function untilSettled(
  { name, end, signal }: { name: string; end: number; signal: AbortSignal | undefined },
  step: () => Promise<string | null>,
): Promise<void> {
  for (;;) {
    const state = await askingAws(step);
    if (state === null) return;
    if (Date.now() + betweenLooksMilliseconds > end) throw new DeletionTimeoutError(name, state);
    await pause(betweenLooksMilliseconds, undefined, { signal });
  }
}
