import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PriceLists } from '../../../src/aws/price-list/price-lists.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

const region = 'us-east-1';
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
  const list = await new PriceLists().of(region);
  expect(list).toMatchObject({ region, publishedAt: '2026-09-24T23:59:00Z' });
  expect(list?.prices).toEqual({ 'ml.m5.xlarge': { training: 0.23, hosting: 0.24 } });
});

test('a list is read from the place where AWS has that of the region', async () => {
  await serve(answering(m5));
  await new PriceLists().of(region);
  expect(asked).toEqual(['/offers/v1.0/aws/AmazonSageMaker/current/us-east-1/index.json']);
});

test('a list is read once a day, by however many processes', async () => {
  await serve(answering(m5));
  await new PriceLists().of(region);
  await new PriceLists().of(region);
  expect(asked).toHaveLength(1);
});

test('a list of yesterday is read anew', async () => {
  kept(new Date(Date.now() - 90_000_000).toISOString());
  await serve(answering(m5));
  expect((await new PriceLists().of(region))?.prices['ml.m5.xlarge']?.training).toBe(0.23);
});

test('an old list is better than none', async () => {
  kept('2026-01-02T00:00:00Z');
  await serve((_request, response) => response.writeHead(503).end());
  expect((await new PriceLists().of(region))?.publishedAt).toBe('2026-01-01T00:00:00Z');
});

test.each([
  ['no list', {}],
  ['a list without instances', offers([['Notebook', 'ml.t3.medium', '0.05']])],
])('%s is as none', async (_what, document) => {
  await serve(answering(document));
  expect(await new PriceLists().of(region)).toBeNull();
});

test('nobody waits for a server that does not answer, and then not again', async () => {
  await serve(() => undefined);
  const lists = new PriceLists(50);
  expect([await lists.of(region), await lists.of(region)]).toEqual([null, null]);
  expect(asked).toHaveLength(1);
});

test('where it is off, nobody is asked', async () => {
  await serve(answering(m5));
  vi.stubEnv('TUNEWRIGHT_PRICE_LIST', 'off');
  expect(await new PriceLists().of(region)).toBeNull();
  expect(asked).toEqual([]);
});

test('a stand-in for AWS has no prices of AWS', async () => {
  vi.stubEnv('TUNEWRIGHT_PRICE_LIST', '');
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
  expect(await new PriceLists().of(region)).toBeNull();
});
