import { setMaxListeners } from 'node:events';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultsAdmin } from './faults/faults-admin.js';
import type { FaultRule, Service } from './faults/fault-rule.js';
import { Faults } from './faults/faults.js';
import { meetFaults } from './faults/meet-faults.js';
import { kmsService } from './services/kms/kms-service.js';
import { listen } from './wire/http/listener.js';
import { route } from './router.js';
import { Artifacts } from './services/jumpstart/artifacts.js';
import type { EncoderArchive } from './services/jumpstart/artifacts.js';
import { jumpStartBuckets } from './services/jumpstart/jumpstart-bucket.js';
import { logsService } from './services/logs/logs-service.js';
import { defaultStageDurations } from './services/sagemaker/resources/stage-durations.js';
import type { StageDurations } from './services/sagemaker/resources/stage-durations.js';
import { awsJson } from './wire/protocols/aws-json.js';
import { query } from './wire/protocols/query.js';
import { restJson } from './wire/protocols/rest-json.js';
import { restXml } from './wire/protocols/rest-xml.js';
import { quotasService } from './services/quotas/quotas-service.js';
import { runtimeService } from './services/runtime/runtime-service.js';
import { s3Service } from './services/s3/s3-service.js';
import { sqsService } from './services/sqs/sqs-service.js';
import { stsService } from './services/sts/sts-service.js';
import { authorize } from './policy/authorize.js';
import type { PolicyDocument } from './policy/policy-document.js';
import type { Right } from './policy/right.js';
import { Regions } from './regions.js';
import type { Region } from './regions.js';
import type { OnRequest } from './wire/service/operation.js';
import { resourceStates } from './resource-states.js';
import type { ResourceState } from './resource-states.js';
import { ObjectStore } from './services/s3/objects/object-store.js';
import { SharedThreads } from './services/sagemaker/hosting/shared-threads.js';
import { sageMakerService } from './services/sagemaker/sagemaker-service.js';
import { lockDirectory } from './store/directory-lock.js';

export interface LocalSageMakerOptions {
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** Where everything is kept that must survive a restart. One process at a time. */
  readonly dataDirectory: string;
  /** Where the archive of the pretrained encoder is built, once, and encoded texts are kept. */
  readonly cacheDirectory: string;
  /** Further names under which clients reach this machine; given any, it listens on all interfaces. */
  readonly hostNames?: readonly string[];
  /** The JavaScript file that plays every training image: a path or a file: URL. */
  readonly trainerEntry?: string;
  /** The JavaScript file that plays every inference image. */
  readonly serveEntry?: string;
  /** Gets one line for each fault of this server itself. */
  readonly log?: (line: string) => void;
  /** Replaces the durations of the stages, in milliseconds. */
  readonly durations?: Partial<StageDurations>;
  /** Faults to be made from the start; more can be asked for at /_tunewright/faults. */
  readonly faults?: readonly FaultRule[];
  /** What callers may do, as an identity-based policy of IAM; left out: everything. */
  readonly policy?: PolicyDocument;
  /** Hears of every right that a caller needed and the policy gave. */
  readonly onRight?: (right: Right) => void;
  /** Replaces the pretrained encoder behind the JumpStart artifacts. */
  readonly encoderArchive?: (cacheDirectory: string) => Promise<EncoderArchive>;
}

export interface LocalSageMaker {
  /** `http://127.0.0.1:PORT`: with an address for a host, S3 clients use path style by themselves. */
  readonly url: string;
  readonly port: number;
  /** Every training job and endpoint as it stands. */
  resources(): ResourceState[];
  /** Ends every container and the server; jobs in progress stay so, and run again at the next start. */
  close(): Promise<void>;
}

/**
 * Starts the local SageMaker: SageMaker, its runtime, S3, CloudWatch Logs, SQS, KMS and STS by their own wire protocols on one
 * port, for the credentials test/test. A stand-in for development and tests, not a cloud.
 * @throws Error if the data directory is in use by another process, or the port is taken
 */
export async function startLocalSageMaker(options: LocalSageMakerOptions): Promise<LocalSageMaker> {
  const { port, hostNames = [], log = () => undefined } = options;
  const dataDirectory = resolve(options.dataDirectory);
  const unlock = await lockDirectory(dataDirectory);
  try {
    const faults = new Faults(options.faults);
    const closing = new AbortController();
    // Every request that waits for a fault listens.
    setMaxListeners(0, closing.signal);
    const { objects, regions } = openStores(dataDirectory, faults, options);
    const regionOf = (name: string): Region => regions.get(name);
    const met = (service: Service): OnRequest => {
      const meet = meetFaults(faults, service, closing.signal);
      if (options.policy === undefined) return meet;
      const check = authorize(options.policy, service, options.onRight);
      return async (call, asked) => {
        await check(call, asked);
        await meet(call, asked);
      };
    };
    const handle = route({
      awsJson: awsJson([
        sageMakerService(regionOf, met('sagemaker')),
        logsService(regionOf, met('logs')),
        quotasService((region) => ({ region, faults }), met('quotas')),
        sqsService(regionOf, met('sqs')),
        kmsService((region) => ({ region }), met('kms')),
      ]),
      runtime: restJson(runtimeService(regionOf, met('runtime'))),
      s3: restXml(s3Service(objects, met('s3'))),
      query: query(stsService(met('sts'))),
      faults: faultsAdmin(faults),
    });
    const closeStores = async (): Promise<void> => {
      await regions.close();
      unlock();
    };
    const listener = await listen({ port, hostNames, handle, log }).catch(async (error: unknown) => {
      await closeStores();
      throw error;
    });
    const close = async (): Promise<void> => {
      closing.abort();
      for (const { events } of regions.all()) events.close();
      await listener.close();
      await closeStores();
    };
    const resources = (): ResourceState[] => resourceStates(regions);
    return { url: `http://127.0.0.1:${listener.port}`, port: listener.port, resources, close };
  } catch (error) {
    unlock();
    throw error;
  }
}

function openStores(
  dataDirectory: string,
  faults: Faults,
  options: LocalSageMakerOptions,
): { objects: ObjectStore; regions: Regions } {
  const { cacheDirectory, encoderArchive = pretrainedEncoder } = options;
  const artifacts = new Artifacts(() => encoderArchive(cacheDirectory));
  const objects = new ObjectStore(join(dataDirectory, 's3'), jumpStartBuckets(artifacts));
  const regions = new Regions(dataDirectory, {
    objects,
    faults,
    durations: { ...defaultStageDurations, ...options.durations },
    trainerEntry: entryPath(options.trainerEntry, '../trainer/train.js'),
    encodingCache: resolve(cacheDirectory, 'encodings'),
    serveEntry: entryPath(options.serveEntry, '../trainer/serve.js'),
    shared: new SharedThreads(),
  });
  return { objects, regions };
}

function entryPath(entry: string | undefined, relative: string): string {
  const given = entry ?? new URL(relative, import.meta.url).href;
  return given.startsWith('file:') ? fileURLToPath(given) : resolve(given);
}

/** Loaded late: its packages are optional, and most requests never need it. */
async function pretrainedEncoder(cacheDirectory: string): Promise<EncoderArchive> {
  const { encoderArchive } = await import('../trainer/artifact/encoder-archive.js');
  return encoderArchive(cacheDirectory);
}
