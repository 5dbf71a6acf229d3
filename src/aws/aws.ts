import { JumpStartCatalog } from '../catalog/index.js';
import type { AwsClients } from './clients.js';
import { awsClients } from './clients.js';
import type { DatasetReport } from '../contract/dataset.js';
import type { Fleet } from '../contract/fleet.js';
import { callerIdentity, configuredRegion } from './identity.js';
import type { Identity } from './identity.js';
import { IdentityCache } from './identity-cache.js';
import { endpointTwin } from './endpoint-twin.js';
import { fleetOf, knownFleets } from './fleets.js';
import { RateLimiter } from './rate-limit/rate-limiter.js';
import type { CallMade } from './rate-limit/rate-limiter.js';
import { orNull } from './errors.js';
import { endpoints, headsFor, missingHosting, readTags, variantsOf } from './resources/index.js';
import { sageMaker } from './sagemaker.js';
import { bucketExists, headObject, parseS3Uri } from './s3/storage.js';
import { defined } from '../contract/defined.js';
import { tagKeys } from '../contract/names.js';
import type { OwnPrices, PriceList } from '../contract/price-list.js';
import type { WrappedKey } from '../contract/wrapped-key.js';
import { PriceLists } from './price-list/price-lists.js';
import { readPrices } from './prices.js';
import type { RowsRule } from '../dataset/index.js';
import { knownQuotas } from './quotas.js';
import { inspectS3Dataset } from './s3/inspect-s3.js';
import { labelsOfArtifact, labelsOfEndpoint } from './artifact-labels.js';
import { Remembered } from './remembered.js';
import { mayReadTags } from './tags-right.js';
import { unlessAborted } from './unless-aborted.js';
import { unwrapKey } from './unwrap-key.js';

/** A process that starts waits for KMS no longer. */
const unwrapPatience = 20_000;

type BucketPlace = 'here' | 'missing' | 'elsewhere' | 'unknown';

/** AWS as one process sees it: clients, catalogue and identity per region, made once. */
export class Aws {
  readonly #limiter: RateLimiter;
  readonly #identities = new IdentityCache(callerIdentity);
  readonly #clients = new Map<string, AwsClients>();
  readonly #catalogs = new Map<string, Promise<JumpStartCatalog>>();
  readonly #labels = new Remembered<readonly string[] | null>();
  readonly #tagsRight = new Remembered<boolean>();
  readonly #quotas = new Remembered<ReadonlyMap<string, number>>();
  /** Those that are there: one that is missing may be made at any moment. */
  readonly #bucketPlaces = new Remembered<BucketPlace>((place) => place === 'here');
  readonly #priceLists = new PriceLists((region) => this.clients(region));
  #prices: Promise<OwnPrices> | undefined;
  #region: Promise<string | undefined> | undefined;

  /**
   * @param options `rateShare`: this process's part of the default API rates, above 0; 1 is all of them. `onCall` hears of every call that was
   * made of SageMaker's control plane and of CloudWatch Logs
   */
  constructor({ rateShare = 1, onCall }: { rateShare?: number; onCall?: (call: CallMade) => void } = {}) {
    this.#limiter = new RateLimiter(rateShare, onCall);
  }

  /** Clients of that region, which share the rates of this process. */
  clients(region: string): AwsClients {
    const known = this.#clients.get(region) ?? awsClients(region, this.#limiter);
    this.#clients.set(region, known);
    return known;
  }

  /** The region of environment or profile; undefined where neither names one. */
  region(): Promise<string | undefined> {
    return (this.#region ??= configuredRegion());
  }

  /** Whose credentials are in use; an answer counts for a minute, as long as they stay the same. */
  identity(region: string, signal?: AbortSignal): Promise<Identity> {
    return this.#identities.of(this.clients(region), signal);
  }

  /** The catalogue of that region. @throws CatalogError for a region without JumpStart */
  catalog(region: string): Promise<JumpStartCatalog> {
    const known = this.#catalogs.get(region) ?? JumpStartCatalog.open(region);
    this.#catalogs.set(region, known);
    return known;
  }

  /** Whose an endpoint is; null where there is no such endpoint. */
  async endpointOwner(
    name: string,
    region: string,
    signal?: AbortSignal,
  ): Promise<{ run?: string; execution?: string; configName: string } | null> {
    const sagemaker = sageMaker(this.clients(region), signal);
    return orNull(async () => {
      const { arn, answer } = await endpoints.describe(sagemaker, name);
      const tags = arn === undefined ? {} : await readTags(sagemaker, arn);
      return defined({ run: tags[tagKeys.run], execution: tags[tagKeys.execution], configName: headsFor(answer) });
    });
  }

  /** The endpoint of that name in other case; null where there is none, or nobody tells in time. */
  endpointTwin(name: string, region: string): Promise<string | null> {
    return endpointTwin(this.clients(region), name);
  }

  /** Why an update of that endpoint is refused, or could not be taken back, and what to do; null where it can be, or there is no such endpoint. */
  async updateFault(name: string, region: string, signal?: AbortSignal): Promise<string | null> {
    const sagemaker = sageMaker(this.clients(region), signal);
    const found = await orNull(() => endpoints.describe(sagemaker, name));
    if (found === null) return null;
    const { state, answer } = found;
    const advice = `delete it first (tunewright endpoints delete ${name}), or deploy under another name`;
    if (endpoints.isDead(state) && state !== 'Deleting') return `"${name}" is ${state} and takes no update; ${advice}`;
    const variants = variantsOf(answer) ?? [];
    if (variants.length > 1) {
      return `"${name}" has ${variants.length} variants (${variants.map((variant) => variant.name).join(', ')}), and an update would leave one; deploy under another name`;
    }
    const missing = await missingHosting(sagemaker, answer.EndpointConfigName ?? '');
    if (missing.length === 0) return null;
    return `"${name}" stands on ${missing.join(' and ')}, which no longer exists: it could not return from an update; ${advice}`;
  }

  /** May tags be read, e.g. of a resource with that ARN, which need not be there? True also where nobody can tell. */
  mayReadTags(arn: string, region: string): Promise<boolean> {
    return this.#tagsRight.of(region, () => mayReadTags(this.clients(region), arn));
  }

  /** The instances of an endpoint as they are wanted now; null where there is no such endpoint, or it has none. */
  fleet(name: string, region: string, signal?: AbortSignal): Promise<Fleet | null> {
    return fleetOf(sageMaker(this.clients(region), signal), name);
  }

  /** The instances of the region's endpoints, as far as they can be had in time and may be looked at. */
  fleets(region: string, signal?: AbortSignal): Promise<readonly Fleet[]> {
    return knownFleets((until) => sageMaker(this.clients(region), until), signal);
  }

  /** Where a bucket is, as seen from the region. */
  bucketPlace(bucket: string, region: string): Promise<BucketPlace> {
    return this.#bucketPlaces.of(`${region} ${bucket}`, () => placeOf(bucket, this.clients(region)));
  }

  /** The object of that `s3://` URI. `unknown` where these credentials may not look: the job's role may read it all the same. */
  async object(uri: string, region: string): Promise<{ etag: string; bytes: number } | 'missing' | 'unknown'> {
    try {
      return (await headObject(this.clients(region), parseS3Uri(uri))) ?? 'missing';
    } catch (error) {
      if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 403) return 'unknown';
      throw error;
    }
  }

  /** Names of the classes that stand beside an artifact; null where there are none, or they may not be read. */
  labelsOfArtifact(uri: string, region: string): Promise<readonly string[] | null> {
    return labelsOfArtifact(this.clients(region), uri);
  }

  /** Names of the classes that the endpoint's model knows, as of a minute ago at most; null where they can't be found out. */
  labelsOfEndpoint(name: string, region: string): Promise<readonly string[] | null> {
    return this.#labels.of(`${region} ${name}`, () => labelsOfEndpoint(this.clients(region), name).catch(() => null));
  }

  /** The user's own prices, from the JSON file that TUNEWRIGHT_PRICES names. */
  prices(): Promise<OwnPrices> {
    return (this.#prices ??= readPrices());
  }

  /** AWS's prices of SageMaker in that region, read once a day; null where they can't be had in time. */
  priceList(region: string, signal?: AbortSignal): Promise<PriceList | null> {
    return this.#priceLists.of(region, signal);
  }

  /** SageMaker's quotas by name, as far as these credentials may read them, as of a minute ago at most. */
  quotas(names: ReadonlySet<string>, region: string, signal?: AbortSignal): Promise<ReadonlyMap<string, number>> {
    const key = [region, ...[...names].sort()].join('|');
    return unlessAborted(
      this.#quotas.of(key, () => knownQuotas(this.clients(region), names)),
      signal,
    );
  }

  /** The plain key, by KMS in the region of the ARN. @throws Error that says what KMS refuses */
  unwrapKey(wrapped: WrappedKey, signal = AbortSignal.timeout(unwrapPatience)): Promise<Uint8Array> {
    const [, , , region = ''] = wrapped.keyArn.split(':');
    return unwrapKey(this.clients(region), wrapped, signal);
  }

  /** Streams the `data.csv` under an `s3://` prefix and reports. Problems of the data are in the report, not thrown. */
  inspect(uri: string, region: string, rule: RowsRule = {}): Promise<DatasetReport> {
    return inspectS3Dataset(this.clients(region), uri, { rule });
  }
}

async function placeOf(bucket: string, clients: AwsClients): Promise<BucketPlace> {
  try {
    return (await bucketExists(clients, bucket)) ? 'here' : 'missing';
  } catch (error) {
    const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
    if (status === 301) return 'elsewhere';
    if (status === 403 || status === 400) return 'unknown';
    throw error;
  }
}
