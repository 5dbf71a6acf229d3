import { createReadStream, existsSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll } from 'vitest';
import type {
  DecisionRequest,
  ExtensionRequest,
  RunList,
  RunListRow,
  ScheduleChangeRequest,
  Snapshot,
  StartRequest,
} from '../../../src/console/api/index.js';
import type { ConsoleState } from './console-state.js';
import { goLive, startedRun } from './console-state.js';

/** The policy of the console's server, to the letter. */
const policy = [
  "default-src 'none'",
  ...['script', 'style', 'img', 'font', 'connect', 'worker'].map((what) => `${what}-src 'self'`),
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
};

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
}

/**
 * Answers the page as the console's server would, from a state that a test holds in its hand: states that a real run comes to in minutes
 * or never, an answer that fails, a connection that breaks.
 */
export class StubConsole {
  readonly calls: Call[] = [];
  /** Answers every call with this status while it is not null; 0 breaks the connection. */
  failing: number | null = null;
  signedIn = true;
  /** An evaluation has half of its rows until then. */
  evaluated: Promise<void> = Promise.resolve();
  evaluationsEnded = 0;
  url = '';
  readonly #streams = new Set<{ readonly response: ServerResponse; readonly query: URLSearchParams }>();

  readonly folder: string;
  state: ConsoleState;

  constructor(folder: string, state: ConsoleState) {
    this.folder = folder;
    this.state = state;
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => void this.#serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    afterAll(() => {
      server.closeAllConnections();
      server.close();
    });
    return this;
  }

  /** Sends what is watched as it is now. */
  push(): void {
    for (const { response, query } of this.#streams) {
      for (const snapshot of this.#snapshots(query)) {
        response.write(`event: ${snapshot.kind}\ndata: ${JSON.stringify(snapshot)}\n\n`);
      }
    }
  }

  /** What has been sent to a path, newest last. */
  sent(path: string): unknown[] {
    return this.calls.filter((call) => call.method === 'POST' && call.path === path).map(({ body }) => body);
  }

  dropStreams(): void {
    for (const { response } of this.#streams) response.destroy();
    this.#streams.clear();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    response.setHeader('content-security-policy', policy);
    if (!url.pathname.startsWith('/api/')) return this.#file(url.pathname, response);
    const text = await textOf(request);
    const body: unknown = request.headers['content-type'] === 'application/json' ? JSON.parse(text) : text;
    this.calls.push({ method: request.method ?? '', path: url.pathname, query: url.search, body });
    if (this.failing === 0) return void request.socket.destroy();
    if (this.failing !== null) return void response.writeHead(this.failing).end('bad gateway');
    if (url.pathname === '/api/v1/events') return this.#stream(url, response);
    if (request.headers.accept === 'text/event-stream') return this.#evaluate(response);
    const [status, answer] = this.#answer(request.method ?? '', url, body);
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
    response.end(JSON.stringify(answer));
  }

  async #evaluate(response: ServerResponse): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.on('close', () => (this.evaluationsEnded += 1));
    response.write('event: progress\ndata: {"done":72,"rows":144}\n\n');
    await this.evaluated;
    response.end(`event: result\ndata: ${JSON.stringify(evaluation)}\n\n`);
  }

  #file(pathname: string, response: ServerResponse): void {
    const wanted = path.join(this.folder, path.normalize(pathname));
    const file = path.extname(wanted) !== '' && existsSync(wanted) ? wanted : path.join(this.folder, 'index.html');
    response.setHeader('content-type', types[path.extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  }

  #stream(url: URL, response: ServerResponse): void {
    if (!this.signedIn) return void response.writeHead(401).end();
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    response.write('retry: 500\n\n');
    const stream = { response, query: url.searchParams };
    this.#streams.add(stream);
    response.on('close', () => this.#streams.delete(stream));
    for (const snapshot of this.#snapshots(url.searchParams)) {
      response.write(`event: ${snapshot.kind}\ndata: ${JSON.stringify(snapshot)}\n\n`);
    }
  }

  #snapshots(query: URLSearchParams): Snapshot[] {
    const { health, run, endpoint } = this.state;
    return (query.get('watch') ?? '').split(',').flatMap((topic): Snapshot[] => {
      if (topic === 'health') return [{ kind: 'health', data: health }];
      if (topic === `run:${run.run}`) return [{ kind: 'run', id: run.run, data: run }];
      if (topic === 'runs') return [{ kind: 'runs', data: this.#list(query) }];
      if (topic === 'endpoints') return [{ kind: 'endpoints', data: this.#endpoints() }];
      if (topic === 'schedules') return [{ kind: 'schedules', data: { schedules: this.state.schedules } }];
      if (topic === `endpoint:${endpoint?.name}` && endpoint !== null) {
        return [{ kind: 'endpoint', id: endpoint.name, data: endpoint }];
      }
      if (topic.startsWith('endpoint:'))
        return [{ kind: 'problem', topic, data: { ...problem(404, 'it does not exist')[1], problems: [] } }];
      return [];
    });
  }

  #endpoints() {
    const { endpoint } = this.state;
    return { region: 'eu-west-1', endpoints: endpoint === null ? [] : [endpoint], usdPerHour: 0 };
  }

  #list(query: URLSearchParams): RunList {
    const phase = query.get('phase');
    const endpoint = query.get('endpoint');
    const { runs } = this.state;
    const isShown = ({ phase: own, running, endpoint: to }: RunListRow): boolean =>
      (endpoint === null || to === endpoint) &&
      (phase === null || own === phase || (phase === 'running' && running) || (phase === 'ended' && !running));
    const shown = runs.filter(isShown);
    const waiting = runs.filter((run) => run.phase === 'approve').length;
    const failed = runs.filter((run) => run.phase === 'failed').length;
    const counts = { all: runs.length, waiting, running: runs.filter(({ running }) => running).length, failed };
    return { runs: shown, next: null, counts };
  }

  #answer(method: string, url: URL, body: unknown): readonly [number, unknown] {
    const route = `${method} ${url.pathname}`;
    const { state } = this;
    if (route === 'POST /api/session') return this.#signIn((body as { token: string }).token);
    if (!this.signedIn) return problem(401, 'Sign in first');
    const { health, model, run, endpoint, plan, report } = state;
    switch (route) {
      case 'DELETE /api/session':
        this.signedIn = false;
        return [200, {}];
      case 'GET /api/v1/health':
        return [200, health];
      case 'GET /api/v1/models':
        return [200, { models: manyModels(state), suggested: model.id }];
      case `GET /api/v1/models/${model.id}`:
        return [200, model];
      case 'POST /api/v1/data':
        return [200, { uri: report.problems.length === 0 ? report.uri : null, report }];
      case 'POST /api/v1/data/check':
        return [200, { report }];
      case 'POST /api/v1/plans':
        return [200, plan];
      case 'GET /api/v1/runs':
        return [200, this.#list(url.searchParams)];
      case 'POST /api/v1/runs': {
        const request = body as StartRequest;
        startedRun(state, request, request.run ?? 'fine-tune-1');
        return [201, { run: state.run.run }];
      }
      case `GET /api/v1/runs/${run.run}`:
        return [200, run];
      case `GET /api/v1/runs/${run.run}/log`:
        return [200, { name: 'reviews-17-a1', lines: ['Epoch 1/5', 'val_accuracy: 0.7100'], truncated: false }];
      case `POST /api/v1/runs/${run.run}/decisions`:
        return this.#decide(body as DecisionRequest);
      case `POST /api/v1/runs/${run.run}/cancel`:
        Object.assign(run, { running: false, outcome: 'cancelled', gates: [] });
        return [202, { run: run.run, cancelling: true }];
      case 'GET /api/v1/schedules':
        return [200, { schedules: state.schedules }];
      case 'GET /api/v1/endpoints':
        return [200, this.#endpoints()];
      case 'POST /api/v1/sweeps':
        return [
          200,
          { region: 'eu-west-1', account: '123456789012', examined: 4, leftovers: [], deleted: [], kept: [] },
        ];
    }
    const other = state.others.find(({ run: id }) => route === `GET /api/v1/runs/${id}`);
    if (other !== undefined) return [200, other];
    if (method === 'POST' && url.pathname.startsWith('/api/v1/schedules/')) {
      return [201, { schedule: 'nightly', change: (body as ScheduleChangeRequest).change }];
    }
    return endpoint !== null && url.pathname.startsWith(`/api/v1/endpoints/${endpoint.name}`)
      ? this.#ofEndpoint(method, url.pathname.split('/')[5] ?? '', body, endpoint)
      : problem(404, `${route} is not there`);
  }

  #ofEndpoint(
    method: string,
    action: string,
    body: unknown,
    endpoint: NonNullable<ConsoleState['endpoint']>,
  ): readonly [number, unknown] {
    if (method === 'DELETE') {
      this.state.endpoint = null;
      return [202, { name: endpoint.name, deleting: true }];
    }
    if (action === 'extensions') {
      const hours = (body as ExtensionRequest).hours ?? 0;
      endpoint.expiresAt = new Date(Date.now() + hours * 3_600_000).toISOString();
      return [200, { name: endpoint.name, expiresAt: endpoint.expiresAt, text: 'extended' }];
    }
    if (action === 'predictions') {
      const predictions = (body as { texts: string[] }).texts.map((text) => ({
        text,
        labels: [0, 1],
        probabilities: [0.03, 0.97],
        predictedLabel: 1,
        milliseconds: 84,
      }));
      return [200, { predictions, labelNames: ['negative', 'positive'] }];
    }
    return [200, endpoint];
  }

  #signIn(token: string): readonly [number, unknown] {
    if (token !== 'right') return problem(401, 'This token is not known');
    this.signedIn = true;
    return [200, { user: this.state.health.user }];
  }

  #decide({ decision, digest, gate }: DecisionRequest): readonly [number, unknown] {
    const { run } = this.state;
    const open = run.gates.find((one) => one.gate === gate);
    if (open === undefined || digest !== open.digest) {
      return [409, { ...problem(409, 'The report has changed')[1], gates: run.gates }];
    }
    if (decision === 'approve') goLive(this.state);
    else Object.assign(run, { running: false, outcome: 'rejected', gates: [{ ...open, state: 'rejected' }] });
    return [
      200,
      { run: run.run, text: decision, record: { gate, decision, by: 'ana', reason: '', at: run.startedAt } },
    ];
  }
}

const evaluation = {
  rows: 144,
  accuracy: 0.91,
  largestClassShare: 0.52,
  macroF1: 0.909,
  logLoss: 0.3,
  calibrationError: 0.02,
  classes: [],
  confusion: [
    [62, 7],
    [6, 69],
  ],
  mistakes: [{ text: 'not without its charms', label: 1, predicted: 0, probability: 0.93 }],
};

const manyModels = ({ model, models }: ConsoleState) =>
  Array.from({ length: models }, (_, index) =>
    index === 0
      ? model
      : { ...model, id: `${model.id}-${index}`, title: `ELECTRA small ${index}`, family: 'ELECTRA', language: 'en' },
  );

const problem = (status: number, detail: string) =>
  [status, { type: 'urn:tunewright:problem', title: detail, status, detail, problems: [] }] as const;

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
