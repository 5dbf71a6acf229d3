import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { awsClients } from '../../../src/aws/clients.js';
import { PriceLists } from '../../../src/aws/price-list/price-lists.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const region = 'us-east-1';
const priceLists = (patience?: number): PriceLists => new PriceLists(awsClients, patience);
let cache: string;
let server: Server | undefined;
let asked: (string | undefined)[];

/** As AWS writes it; SKUs and rates are made up. */
function offers(rows: readonly (readonly [component: string, instanceName: string, usd: string, more?: object])[]) {
  const skus = rows.map((row, index) => [`SKU${index}`, row] as const);
  return {
    offerCode: 'AmazonSageMaker',
    publicationDate: '2026-09-24T23:59:00Z',
    products: Object.fromEntries(
      skus.map(([sku, [component, instanceName, , more]]) => [
        sku,
        {
          sku,
          productFamily: 'ML Instance',
          attributes: { component, instanceName, regionCode: region, locationType: 'AWS Region', ...more },
        },
      ]),
    ),
    terms: {
      OnDemand: Object.fromEntries(
        skus.map(([sku, [, , USD]]) => [
          sku,
          { [`${sku}.T`]: { sku, priceDimensions: { [`${sku}.T.R`]: { unit: 'Hrs', pricePerUnit: { USD } } } } },
        ]),
      ),
    },
  };
}

const m5 = offers([
  ['Training', 'ml.m5.xlarge', '0.2300000000'],
  ['Hosting', 'ml.m5.xlarge', '0.2400000000'],
  ['Notebook', 'ml.t3.medium', '0.0500000000'],
  ['Training', 'ml.m5.xlarge', '9.0000000000', { regionCode: 'eu-west-1' }],
]);

async function serve(listener: RequestListener): Promise<void> {
  server = createServer((request, response) => {
    asked.push(request.url);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('TUNEWRIGHT_PRICE_LIST', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
}
const answering =
  (document: unknown): RequestListener =>
  (_request, response) =>
    response.end(JSON.stringify(document));

function kept(readAt: string): void {
  mkdirSync(path.join(cache, 'prices'), { recursive: true });
  const list = { region, publishedAt: '2026-01-01T00:00:00Z', readAt, prices: { 'ml.m5.xlarge': { training: 0.1 } } };
  writeFileSync(path.join(cache, 'prices', `${region}.json`), JSON.stringify(list));
}

beforeEach(() => {
  asked = [];
  cache = temporaryDirectory();
  vi.stubEnv('TUNEWRIGHT_CACHE_DIR', cache);
});
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
  vi.unstubAllEnvs();
});

test('training and hosting are read apart, other components and regions not at all', async () => {
  await serve(answering(m5));
  const list = await priceLists().of(region);
  expect(list).toMatchObject({ region, publishedAt: '2026-09-24T23:59:00Z' });
  expect(list?.prices).toEqual({ 'ml.m5.xlarge': { training: 0.23, hosting: 0.24 } });
});

test('a list is read from the place where AWS has that of the region', async () => {
  await serve(answering(m5));
  await priceLists().of(region);
  expect(asked).toEqual(['/offers/v1.0/aws/AmazonSageMaker/current/us-east-1/index.json']);
});

test('a list is read once a day, by however many processes', async () => {
  await serve(answering(m5));
  await priceLists().of(region);
  await priceLists().of(region);
  expect(asked).toHaveLength(1);
});

test('a list of yesterday is read anew', async () => {
  kept(new Date(Date.now() - 90_000_000).toISOString());
  await serve(answering(m5));
  expect((await priceLists().of(region))?.prices['ml.m5.xlarge']?.training).toBe(0.23);
});

test('an old list is better than none', async () => {
  kept('2026-01-02T00:00:00Z');
  await serve((_request, response) => response.writeHead(503).end());
  expect((await priceLists().of(region))?.publishedAt).toBe('2026-01-01T00:00:00Z');
});

test.each([
  ['no list', {}],
  ['a list without instances', offers([['Notebook', 'ml.t3.medium', '0.05']])],
])('%s is as none', async (_what, document) => {
  await serve(answering(document));
  expect(await priceLists().of(region)).toBeNull();
});

test('nobody waits for a server that does not answer, and then not again', async () => {
  await serve(() => undefined);
  const lists = priceLists(50);
  expect([await lists.of(region), await lists.of(region)]).toEqual([null, null]);
  expect(asked).toHaveLength(1);
});

test('where it is off, nobody is asked', async () => {
  await serve(answering(m5));
  vi.stubEnv('TUNEWRIGHT_PRICE_LIST', 'off');
  expect(await priceLists().of(region)).toBeNull();
  expect(asked).toEqual([]);
});

test('a stand-in for AWS has no prices of AWS', async () => {
  vi.stubEnv('TUNEWRIGHT_PRICE_LIST', '');
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
  expect(await priceLists().of(region)).toBeNull();
});

describe('the Price List API', () => {
  type Asked = { NextToken?: string; Filters: { Field: string; Value: string }[] };

  /** An answer of GetProducts for each component: a first page, and its last one where there is a second. */
  async function api(pages: Readonly<Record<string, readonly (readonly string[])[]>>): Promise<Asked[]> {
    const requests: Asked[] = [];
    const answer = async (...[request, response]: Parameters<RequestListener>): Promise<void> => {
      const body = (await json(request)) as Asked;
      requests.push(body);
      const component = body.Filters.find(({ Field }) => Field === 'component')?.Value ?? '';
      const at = Number(body.NextToken ?? 0);
      const list = pages[component] ?? [];
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ PriceList: list[at], ...(at + 1 < list.length && { NextToken: String(at + 1) }) }));
    };
    await serve((request, response) => void answer(request, response));
    vi.stubEnv('AWS_ENDPOINT_URL_PRICING', process.env['TUNEWRIGHT_PRICE_LIST']);
    vi.stubEnv('TUNEWRIGHT_PRICE_LIST', 'http://127.0.0.1:1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    return requests;
  }

  /** As GetProducts has it: a JSON string, the terms of this product only. */
  const product = (component: string, instanceName: string, USD: string): string => {
    const sku = `${component}-${instanceName}`;
    return JSON.stringify({
      serviceCode: 'AmazonSageMaker',
      publicationDate: '2026-09-24T00:00:00Z',
      product: { sku, productFamily: 'ML Instance', attributes: { component, instanceName, regionCode: region } },
      terms: { OnDemand: { [`${sku}.T`]: { sku, priceDimensions: { R: { unit: 'Hrs', pricePerUnit: { USD } } } } } },
    });
  };
  const twoTypes = {
    Training: [[product('Training', 'ml.m5.xlarge', '0.23')], [product('Training', 'ml.g5.xlarge', '1.41')]],
    Hosting: [[product('Hosting', 'ml.m5.xlarge', '0.24')]],
  };

  test('has the prices where the published file cannot be reached, page by page', async () => {
    await api(twoTypes);
    expect(await priceLists().of(region)).toMatchObject({
      region,
      publishedAt: '2026-09-24T00:00:00Z',
      prices: { 'ml.m5.xlarge': { training: 0.23, hosting: 0.24 }, 'ml.g5.xlarge': { training: 1.41 } },
    });
  });

  test('is asked for training and hosting of that region only', async () => {
    const requests = await api(twoTypes);
    await priceLists().of(region);
    const filters = requests.map(({ Filters }) => Filters.map(({ Field, Value }) => `${Field}=${Value}`).join(' '));
    expect([...new Set(filters)].sort()).toEqual([
      `component=Hosting regionCode=${region}`,
      `component=Training regionCode=${region}`,
    ]);
  });

  test('is asked once a day, too', async () => {
    const requests = await api(twoTypes);
    await priceLists().of(region);
    const before = requests.length;
    await priceLists().of(region);
    expect(requests).toHaveLength(before);
  });

  test('is not asked where it is off', async () => {
    const requests = await api(twoTypes);
    vi.stubEnv('TUNEWRIGHT_PRICE_LIST', 'off');
    expect(await priceLists().of(region)).toBeNull();
    expect(requests).toEqual([]);
  });

  test('without the right to ask it is as none', async () => {
    await serve((_request, response) =>
      response.writeHead(400).end(JSON.stringify({ __type: 'AccessDeniedException', message: 'not authorized' })),
    );
    vi.stubEnv('AWS_ENDPOINT_URL_PRICING', process.env['TUNEWRIGHT_PRICE_LIST']);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    expect(await priceLists().of(region)).toBeNull();
  });

  test('does not keep anybody waiting', async () => {
    await serve(() => undefined);
    vi.stubEnv('AWS_ENDPOINT_URL_PRICING', process.env['TUNEWRIGHT_PRICE_LIST']);
    expect(await priceLists(50).of(region)).toBeNull();
  });
});
