import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { namedEvaluation } from '../../../src/contract/label-names.js';
import type { Evaluation } from '../../../src/contract/run/results.js';
import type { Operation } from '../../support/console/odd-requests.js';
import { oddRequests } from '../../support/console/odd-requests.js';
import { runningConsole } from '../../support/console/running-console.js';

const console = runningConsole();

interface OpenApi {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
}

const document = async (): Promise<OpenApi> =>
  (await (await fetch(`${console.url}/api/openapi.json`)).json()) as OpenApi;

/** Bodies that nobody means: wrong in each way that JSON can be, and text that breaks things elsewhere. */
const odd: readonly unknown[] = [
  null,
  [],
  'text',
  7,
  {},
  { type: 'fineTune' },
  { type: 'fineTune', request: {} },
  { type: 'deploy', request: { model: { id: "x' OR '1'='1" } } },
  { type: 'fineTune', request: { model: { id: '\u0000\u202e' }, data: 's3://' }, run: '../../etc' },
  { gate: 'deployment', decision: 'approve', digest: 'x'.repeat(200) },
  { texts: [''] },
  { texts: ['fine'] },
  { hours: 1e308 },
  { hours: -1 },
  { forever: true },
  { rows: [] },
  { rows: [{ text: 'x', label: 0 }] },
  { uri: 's3://no-such-bucket-of-anybody/x/' },
  { uri: '/etc/passwd' },
  { delete: true },
  { token: 'wrong' },
  { constructor: { prototype: 1 }, __proto__: 2 },
];
const ids = ['none', '..%2f..%2fetc', '%00', "x'%20OR%20'1'='1", 'a'.repeat(300), '%F0%9F%98%80', 'UPPER-lower'];
const queries = [
  '',
  '?limit=0',
  '?limit=1e9',
  "?model=x'y",
  '?cursor=%00',
  '?phase=nothing',
  '?tail=-1',
  '?watch=run',
  '?version=99',
];

/** What is wrong with an answer, by the description; null where nothing is. */
function faultsBy(components: OpenApi['components']) {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', components });
  return (operation: Operation, status: number, type: string, body: unknown): string | null => {
    const told = operation.responses[status] ?? operation.responses[`${Math.floor(status / 100)}XX`];
    const schema = told?.content[type]?.schema;
    if (schema === undefined) return 'is not told of';
    const text = JSON.stringify(schema).replaceAll('"#/components', '"api#/components');
    return ajv.validate(JSON.parse(text) as object, body) ? null : ajv.errorsText();
  };
}

function* first<T>(count: number, all: Iterable<T>): Generator<T> {
  let left = count;
  for (const each of all) {
    if (left-- === 0) return;
    yield each;
  }
}

/** As far as examples go. */
interface Described {
  readonly parameters?: readonly { name: string; in: string; example?: unknown }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: { $ref?: string } }>> };
}

test('whatever is sent, each answer is one that the description tells of, and none is the fault of the console', async () => {
  const { paths, components } = await document();
  const fault = faultsBy(components);
  const faults: string[] = [];
  let calls = 0;
  for (const [path, operations] of Object.entries(paths)) {
    if (path === '/api/v1/events') continue;
    for (const [method, operation] of Object.entries(operations)) {
      const places = path.includes('{') ? ids.map((id) => path.replace(/\{\w+\}/, id)) : [path];
      const bodies = method === 'post' ? odd.map((body) => JSON.stringify(body)) : [undefined];
      for (const place of method === 'post' ? places.slice(0, 2) : places) {
        for (const query of method === 'get' ? queries : ['']) {
          for (const body of bodies) {
            calls++;
            const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
            const answer = await console.ask(place + query, {
              method: method.toUpperCase(),
              headers,
              ...(body && { body }),
            });
            const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
            const what = fault(operation, answer.status, type, JSON.parse(await answer.text()));
            if (what !== null || answer.status === 500)
              faults.push(`${method} ${place}${query} ${body}: ${answer.status} ${what}`);
          }
        }
      }
    }
  }
  expect(faults).toEqual([]);
  expect(calls).toBeGreaterThan(300);
});

test('three hundred requests, each partly as it is described, are answered as it is described, and never by a failure of the server', async () => {
  const { paths, components } = await document();
  const { '/api/v1/events': _stream, ...others } = paths;
  const fault = faultsBy(components);
  const faults: string[] = [];
  for (const { method, path, operation, body } of first(300, oddRequests(others, components.schemas, 17))) {
    const answer = await console.ask(path, {
      method: method.toUpperCase(),
      ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
    });
    const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
    const what = fault(operation, answer.status, type, JSON.parse(await answer.text()));
    if (what !== null || answer.status >= 500) faults.push(`${method} ${path} ${body}: ${answer.status} ${what}`);
  }
  expect(faults).toEqual([]);
});

test('the score of classes that have names is as it is described', async () => {
  const { paths, components } = await document();
  const score: Evaluation = {
    ...{ rows: 2, accuracy: 0.5, largestClassShare: 0.5, macroF1: 0.33, logLoss: null, calibrationError: null },
    classes: [0, 1].map((label) => ({ label, rows: 1, precision: null, recall: 0, f1: 0 })),
    confusion: [
      [1, 0],
      [1, 0],
    ],
    mistakes: [{ text: 'dull', label: 1, predicted: 0, probability: 0.9 }],
  };
  const evaluations = paths['/api/v1/endpoints/{name}/evaluations']?.['post'] as Operation;
  const fault = faultsBy(components);
  expect(fault(evaluations, 200, 'application/json', namedEvaluation(score, ['bad', 'good']))).toBeNull();
});

test('every operation says what it is, and what an error looks like', async () => {
  const { openapi, paths } = await document();
  expect(openapi).toBe('3.1.0');
  const operations = Object.values(paths).flatMap((each) => Object.values(each)) as (Operation & {
    summary?: string;
  })[];
  expect(operations.length).toBeGreaterThan(20);
  for (const { summary, responses } of operations) {
    expect(summary).toBeTruthy();
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['4XX', '5XX']));
  }
});

test('the description has an example of every name in a path, and of every body that is JSON', async () => {
  const { paths, components } = (await document()) as unknown as {
    paths: Record<string, Record<string, Described>>;
    components: { schemas: Record<string, { examples?: unknown[] }> };
  };
  const lacking = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, { parameters = [], requestBody }]) => {
      const named = parameters.filter((one) => one.in === 'path' && one.example === undefined);
      const id = requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1);
      const body = id === undefined || id === 'SignInRequest' ? undefined : components.schemas[id];
      return [
        ...named.map(({ name }) => `${method} ${path}: ${name}`),
        ...(body !== undefined && (body.examples ?? []).length === 0 ? [`${method} ${path}: body`] : []),
      ];
    }),
  );
  expect(lacking).toEqual([]);
});

test('what is uploaded is described too', async () => {
  const { paths } = await document();
  const types = (path: string): string[] => Object.keys(paths[path]?.['post']?.requestBody?.content ?? {});
  expect(types('/api/v1/data')).toEqual(['text/csv', 'multipart/form-data']);
  expect(types('/api/v1/endpoints/{name}/evaluations')).toEqual([
    'application/json',
    'text/csv',
    'multipart/form-data',
  ]);
});

test('an endpoint name of more hyphens than SageMaker takes is the mistake of who asks', async () => {
  const name = `a${'-'.repeat(70)}b`;
  expect((await console.ask(`/api/v1/endpoints/${name}`, { method: 'DELETE' })).status).toBe(422);
});
