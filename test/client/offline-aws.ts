import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, vi } from 'vitest';
import { Aws } from '../../src/aws/index.js';
import type { DatasetReport } from '../../src/contract/dataset.js';
import type { Fleet } from '../../src/contract/fleet.js';

const bucket = fileURLToPath(new URL('../../data/jumpstart/bucket', import.meta.url));

/** The catalogue comes from the model documents of this repository, for each test of the file. */
export function localCatalogue(): void {
  beforeEach(() => {
    vi.stubEnv('AWS_JUMPSTART_MANIFEST_LOCAL_ROOT_DIR_OVERRIDE', path.resolve(bucket));
    vi.stubEnv('AWS_JUMPSTART_SPECS_LOCAL_ROOT_DIR_OVERRIDE', path.resolve(bucket));
    vi.stubEnv('AWS_ENDPOINT_URL', undefined);
    vi.stubEnv('AWS_ENDPOINT_URL_STS', undefined);
  });
  afterEach(() => vi.unstubAllEnvs());
}

/** AWS that answers without a network: whose credentials these are, and what lies on S3. */
export class OfflineAws extends Aws {
  /** What `data.csv` under each prefix holds. */
  readonly reports: Record<string, DatasetReport> = {};

  override region(): Promise<string> {
    return Promise.resolve('us-east-1');
  }

  override identity(): Promise<{ account: string; local: boolean }> {
    return Promise.resolve({ account: '123456789012', local: false });
  }

  /** Endpoints that exist, with the run that each is tagged with. */
  readonly endpoints: Record<string, string> = {};

  /** What the last question for an endpoint was to end with. */
  askedUntil: AbortSignal | undefined;

  override endpointOwner(
    name: string,
    _region: string,
    signal?: AbortSignal,
  ): Promise<{ run: string; configName: string } | null> {
    this.askedUntil = signal;
    const run = this.endpoints[name];
    return Promise.resolve(run === undefined ? null : { run, configName: '' });
  }

  /** The instances of endpoints that are live. */
  readonly live: Fleet[] = [];

  override fleet(name: string): Promise<Fleet | null> {
    return Promise.resolve(this.live.find(({ endpoint }) => endpoint === name) ?? null);
  }

  override fleets(): Promise<readonly Fleet[]> {
    return Promise.resolve(this.live);
  }

  /** Whether the credentials have the right to read tags. */
  readsTags = true;

  override mayReadTags(): Promise<boolean> {
    return Promise.resolve(this.readsTags);
  }

  override bucketPlace(): Promise<'here'> {
    return Promise.resolve('here');
  }

  override endpointTwin(): Promise<null> {
    return Promise.resolve(null);
  }

  override updateFault(): Promise<null> {
    return Promise.resolve(null);
  }

  /** Objects that a request may name and that are not there. */
  readonly missing: string[] = [];

  override object(uri: string): Promise<{ etag: string; bytes: number } | 'missing'> {
    return Promise.resolve(this.missing.includes(uri) ? 'missing' : { etag: `"${uri.length}"`, bytes: uri.length });
  }

  override labelsOfArtifact(): Promise<null> {
    return Promise.resolve(null);
  }

  /** The account's quotas by name; those that are left out nobody tells. */
  readonly limits = new Map<string, number>();

  override quotas(): Promise<ReadonlyMap<string, number>> {
    return Promise.resolve(this.limits);
  }

  override inspect(uri: string): Promise<DatasetReport> {
    const report = this.reports[uri];
    return report === undefined ? Promise.reject(new Error(`the test has no data at ${uri}`)) : Promise.resolve(report);
  }
}

/** A check of two rows there that found nothing wrong. */
export const reportOf = (uri: string): DatasetReport => ({
  uri,
  etag: '"e1"',
  bytes: 13,
  rows: 2,
  classes: 2,
  classCounts: [1, 1],
  repeats: { exact: true, duplicateRows: 0, contradictingRows: 0 },
  samples: [],
  problems: [],
  warnings: [],
});
