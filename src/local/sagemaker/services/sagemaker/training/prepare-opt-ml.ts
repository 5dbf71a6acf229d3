import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { downloadPrefix } from '../../s3/objects/download-prefix.js';
import type { ObjectStore } from '../../s3/objects/object-store.js';
import { reach } from '../../s3/objects/s3-location.js';
import type { Channel, TrainingJob } from './training-job.js';

/** SageMaker cuts a FailureReason at this many characters. */
const reasonLimit = 1024;

/**
 * Lays out /opt/ml for a training container: input/config, input/data/CHANNEL, model, output/data.
 * @throws TransferError
 */
export async function prepareOptMl(
  job: TrainingJob,
  directory: string,
  from: { store: ObjectStore; region: string },
): Promise<void> {
  await rm(directory, { recursive: true, force: true });
  for (const name of ['input/config', 'input/data', 'model', 'output/data']) {
    await mkdir(join(directory, name), { recursive: true });
  }
  const checkpoints = job.request.CheckpointConfig?.S3Uri;
  if (checkpoints !== undefined) reach(from.store, checkpoints, from.region);
  const channels = job.request.InputDataConfig ?? [];
  const configuration = {
    hyperparameters: job.request.HyperParameters ?? {},
    inputdataconfig: Object.fromEntries(
      channels.map((channel) => [channel.ChannelName, channelConfiguration(channel)]),
    ),
    resourceconfig: resourceConfiguration(job),
  };
  for (const [name, content] of Object.entries(configuration)) {
    await writeFile(join(directory, 'input/config', `${name}.json`), JSON.stringify(content));
  }
  for (const { ChannelName, DataSource } of channels) {
    const target = join(directory, 'input/data', ChannelName);
    await mkdir(target, { recursive: true });
    if (DataSource.S3DataSource !== undefined) await downloadPrefix(from, DataSource.S3DataSource.S3Uri, target);
  }
}

/** What the container wrote to output/failure, ready to be shown, or undefined. */
export async function readFailure(directory: string): Promise<string | undefined> {
  const text = await readFile(join(directory, 'output/failure'), 'utf8').catch(() => '');
  return text.trim() === '' ? undefined : text.trim();
}

export function cutReason(reason: string): string {
  return reason.slice(0, reasonLimit);
}

function channelConfiguration({ ContentType }: Channel): Record<string, string> {
  return {
    TrainingInputMode: 'File',
    S3DistributionType: 'FullyReplicated',
    RecordWrapperType: 'None',
    ...(ContentType === undefined ? {} : { ContentType }),
  };
}

function resourceConfiguration({ request }: TrainingJob): Record<string, unknown> {
  return {
    current_host: 'algo-1',
    hosts: ['algo-1'],
    network_interface_name: 'lo',
    current_instance_type: request.ResourceConfig?.InstanceType ?? 'local',
    current_group_name: 'homogeneousCluster',
  };
}
