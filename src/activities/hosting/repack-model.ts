import type { Readable } from 'node:stream';
import { Context } from '@temporalio/activity';
import { getObject, parseS3Uri, putLabels, uploadStream } from '../../aws/index.js';
import type { Activities } from '../../contract/activities.js';
import { repackOf } from '../../plan/index.js';
import { sageMakerOf } from '../account-guard.js';
import { calling, failure } from '../failures.js';
import { heartbeating } from '../waiting/heartbeating.js';
import { unchangedArtifact } from './artifact-etag.js';
import { repackArchive, UnusableArchive } from './repack-archive.js';
import type { Services } from '../services.js';

/** Streams: neither the artifact (400 MB for BERT base) nor the repacked one is ever in memory or on disk as a whole. */
export const repackModel =
  (services: Services): Activities['repackModel'] =>
  async ({ target, modelData, labels }) => {
    const repack = repackOf(target, modelData);
    if (repack === null || !('tarball' in modelData))
      throw failure('InvalidRequest', `${target.model.id} needs no repacked artifact`);
    const { clients } = await sageMakerOf(services, target);
    const signal = Context.current().cancellationSignal;
    const progress = { bytes: 0 };
    const what = 'repack the model';
    await heartbeating(
      { interval: services.pollingIntervals.heartbeat, details: () => progress, what: () => what },
      () =>
        calling(what, async () => {
          const artifact = await unchangedArtifact(clients, modelData, signal);
          const script = await getObject(clients, parseS3Uri(repack.script), signal);
          const packed: Readable = repackArchive(artifact, script.bytes, (bytes) => (progress.bytes += bytes));
          await uploadStream(clients, parseS3Uri(repack.target), packed, signal).catch((error: unknown) => {
            if (!(error instanceof UnusableArchive)) throw error;
            throw failure('InvalidRequest', `${repack.artifact} can't be repacked: ${error.message}`);
          });
          // Names are a courtesy: without the right to put them, the endpoint answers by numbers.
          if (labels !== undefined) await putLabels(clients, { artifact: repack.target, labels }, signal);
        }),
    );
  };
