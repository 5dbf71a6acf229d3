import { Context } from '@temporalio/activity';
import {
  endpointConfigs,
  endpoints,
  headsFor,
  hostingOf,
  orNull,
  readTags,
  removeHosting,
  removeOnce,
} from '../../aws/index.js';
import type { DescribeEndpointOutput, SageMaker } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { tagKeys } from '../../contract/names.js';
import { sageMakerOf } from '../account-guard.js';
import type { Look } from '../waiting/polling.js';
import { poll } from '../waiting/polling.js';
import { isElsewhere, isOfSomeRun, removedAndKept } from '../run-resources.js';
import type { Services } from '../services.js';

/** Heartbeat: what the endpoint stood on, which nobody can ask any more once it is gone. */
interface Progress {
  stoodOn: { configName: string; modelNames: string[] }[];
  removed: string[];
  /** Sentences; absent in what an older worker noted. */
  kept?: string[];
}

/** The endpoint goes whoever made it, since its workflow was told to delete it; of what it stood on, only what runs made. */
export const retireEndpoint =
  (services: Services): Activities['retireEndpoint'] =>
  async ({ live, expired = false, ...key }) => {
    const progress = (Context.current().info.heartbeatDetails as Progress | null | undefined) ?? {
      stoodOn: live === null ? [] : [{ configName: live.configName, modelNames: live.modelNames }],
      removed: [],
    };
    await poll(services, {
      what: `deletion of endpoint ${key.name}`,
      details: () => progress,
      look: async (signal) => {
        const { sagemaker } = await sageMakerOf(services, key, signal);
        const theirs = expired ? await runElsewhere(sagemaker, key.name) : null;
        if (theirs === null) return retired(sagemaker, key.name, progress);
        (progress.kept ??= []).push(leftTo(key.name, theirs));
        return { done: undefined };
      },
    });
    return removedAndKept(progress.removed, progress.kept ?? []);
  };

const leftTo = (name: string, { run, namespace }: { readonly run: string; readonly namespace: string }): string =>
  `endpoint ${name} is kept: run ${run} of the Temporal namespace ${namespace} has moved it to its own model`;

/** A time to live is of what this namespace made live: a run of another one, which knows nothing of it, may have moved the endpoint since. */
async function runElsewhere(sagemaker: SageMaker, name: string): Promise<{ run: string; namespace: string } | null> {
  const endpoint = await orNull(() => endpoints.describe(sagemaker, name));
  const config = endpoint && (await orNull(() => endpointConfigs.describe(sagemaker, headsFor(endpoint.answer))));
  const { arn } = config ?? {};
  const tags = arn === undefined ? {} : await readTags(sagemaker, arn);
  if (!isElsewhere(tags)) return null;
  return { run: tags[tagKeys.run] ?? '', namespace: tags[tagKeys.namespace] ?? '' };
}

/** Until the endpoint is gone, each look notes what it stands on; then that goes too. */
async function retired(sagemaker: SageMaker, name: string, progress: Progress): Promise<Look<void>> {
  const { stoodOn, removed } = progress;
  const kept = (progress.kept ??= []);
  const note = (gone: string): void => void (removed.includes(gone) || removed.push(gone));
  const removal = await removeOnce(sagemaker, endpoints, name, {
    onFound: async ({ answer: { EndpointConfigName: configName } }: { answer: DescribeEndpointOutput }) => {
      if (configName === undefined || stoodOn.some((hosting) => hosting.configName === configName)) return;
      stoodOn.push(await hostingOf(sagemaker, configName));
    },
  });
  if ('state' in removal) {
    if (removal.asked) note(name);
    return { state: removal.state };
  }
  let settled = true;
  for (const hosting of stoodOn) {
    const all = await removeHosting(sagemaker, hosting, {
      isOurs: isOfSomeRun,
      onRemoved: (_kind, gone) => note(gone),
      onUsed: (sentence) => void (kept.includes(sentence) || kept.push(sentence)),
    });
    settled &&= all;
  }
  return settled ? { done: undefined } : { state: 'config or model busy' };
}
