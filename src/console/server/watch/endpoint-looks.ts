import { describeEndpoint, listEndpoints } from '../../../client/index.js';
import type { DescribedEndpoint } from '../../../client/index.js';
import type { EndpointStatus } from '../../../contract/endpoint-workflow.js';
import { UnreachableError } from '../../../client/index.js';
import type { EndpointList, EndpointSummary } from '../../api/index.js';
import type { Context } from '../context.js';
import { hourlyPrices } from '../hourly-prices.js';

/** Beyond these, only what the list itself tells: each costs calls. */
const mostDescribed = 50;

/** What is found out about one endpoint. */
export interface EndpointLook {
  readonly summary: EndpointSummary;
  readonly workflow: EndpointStatus | null;
  readonly failureReason: string | null;
}

/** What AWS and the endpoints' own workflows say of the endpoints of the region. */
export class EndpointLooks {
  readonly #context: Context;

  constructor(context: Context) {
    this.#context = context;
  }

  async list(): Promise<EndpointList> {
    const region = await this.#context.region();
    const listed = await listEndpoints(this.#context.tunewright.aws, region);
    const looks: EndpointSummary[] = [];
    for (const { name, status, createdAt } of listed.slice(0, mostDescribed)) {
      const look = await this.one(name);
      if (look !== null) looks.push({ ...look.summary, status, createdAt: createdAt === '' ? null : createdAt });
    }
    const rest = listed.slice(mostDescribed).map((endpoint) => unseen(endpoint, region));
    const endpoints = [...looks, ...rest];
    return { region, endpoints, usdPerHour: sum(endpoints.map(({ usdPerHour }) => usdPerHour)) };
  }

  /** Null where there is no endpoint of that name. */
  async one(name: string): Promise<EndpointLook | null> {
    const { tunewright, region: regionOf } = this.#context;
    const region = await regionOf();
    const described = await describeEndpoint(tunewright.aws, region, name);
    if (described === null) return null;
    const keeper = await this.#keeper(name, region);
    const price = await hourlyPrices(this.#context);
    const usd = described.instanceType === null ? null : price(described.instanceType);
    const { instanceCount } = described;
    return {
      summary: {
        ...common(described, region),
        keeper: keeper === 'unknown' ? null : keeper !== null,
        expiresAt: keeper === 'unknown' ? null : (keeper?.expiresAt ?? null),
        usdPerHour: usd === null || instanceCount === null ? null : usd * instanceCount,
      },
      workflow: keeper === 'unknown' ? null : keeper,
      failureReason: described.failureReason,
    };
  }

  /** Without a worker nobody can tell. */
  async #keeper(name: string, region: string): Promise<EndpointStatus | null | 'unknown'> {
    try {
      return await this.#context.tunewright.endpoint(name, region).status();
    } catch (error) {
      if (error instanceof UnreachableError) return 'unknown';
      throw error;
    }
  }
}

const common = (
  { name, status, createdAt, run, model, instanceType, instanceCount }: DescribedEndpoint,
  region: string,
) => ({
  name,
  region,
  status,
  createdAt,
  run,
  model,
  instanceType,
  instanceCount,
});

const unseen = (
  { name, status, createdAt }: { name: string; status: string; createdAt: string },
  region: string,
): EndpointSummary => ({
  ...common(
    { name, status, createdAt, run: null, model: null, instanceType: null, instanceCount: null, failureReason: null },
    region,
  ),
  keeper: null,
  expiresAt: null,
  usdPerHour: null,
});

/** Null where one is not known: a sum without it would be too small. */
const sum = (figures: readonly (number | null)[]): number | null =>
  figures.reduce<number | null>((total, figure) => (total === null || figure === null ? null : total + figure), 0);
