import { randomUUID } from 'node:crypto';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { OpenTelemetryPlugin } from '@temporalio/interceptors-opentelemetry';
import { Client } from '@temporalio/client';
import { Runtime, Worker } from '@temporalio/worker';
import type { NativeConnection, WorkerPlugin } from '@temporalio/worker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Tunewright } from '../../src/client/index.js';
import { DiscreetExporter } from '../../src/temporal/tracing/discreet-exporter.js';
import { createWorker, TunewrightPlugin } from '../../src/worker/index.js';
import type { WorkflowCode } from '../../src/worker/index.js';
import { bundleWorkflows } from '../../src/worker/bundle.js';
import { devServer } from '../support/temporal/servers.js';

const temporal = devServer();
const sent = new InMemorySpanExporter();
const spanProcessor = new SimpleSpanProcessor(new DiscreetExporter(sent, () => undefined));
const provider = new NodeTracerProvider({ spanProcessors: [spanProcessor] });
const plugin = new OpenTelemetryPlugin({ resource: provider.resource, spanProcessor });
const secret = 's3://secret/reviews';
let spans: ReadableSpan[];
let runId: string;

/** A run whose request is refused by an activity, with the request in its words. */
async function refusedRun(taskQueue: string): Promise<string> {
  const client = new Client({ connection: temporal.client.connection, plugins: [plugin] });
  const handle = await client.workflow.start('fineTune', {
    taskQueue,
    workflowId: taskQueue,
    args: [{ model: { id: 'm' }, [secret]: secret }],
    memo: { team: secret },
  });
  await handle.query('status').catch(() => undefined);
  await handle.describe();
  await expect(handle.result()).rejects.toThrow();
  return handle.firstExecutionRunId;
}

beforeAll(async () => {
  provider.register();
  const taskQueue = randomUUID();
  const worker = await createWorker({ connection: temporal.connection, taskQueue, plugins: [plugin] });
  runId = await worker.runUntil(refusedRun(taskQueue));
  spans = sent.getFinishedSpans();
});
afterAll(() => provider.shutdown());

const named = (name: string): ReadableSpan | undefined => spans.find((span) => span.name === name);

test('a plugin that is given to createWorker and a client makes one trace of a run, each span below the one that caused it', () => {
  const path = ['StartWorkflow:fineTune', 'RunWorkflow:fineTune', 'StartActivity:prepareRun', 'RunActivity:prepareRun'];
  const found = path.map(named);
  expect(found.map((span) => span?.name)).toEqual(path);
  expect(new Set(found.map((span) => span?.spanContext().traceId)).size).toBe(1);
  const above = found.slice(0, -1).map((span) => span?.spanContext().spanId);
  expect(found.slice(1).map((span) => span?.parentSpanId)).toEqual(above);
});

test('spans tell of which run they are, and nothing of payloads, memos and the messages of failures', () => {
  expect(named('RunActivity:prepareRun')?.attributes).toMatchObject({ run_id: runId });
  expect(named('RunWorkflow:fineTune')).toMatchObject({
    attributes: { runId, workflowType: 'fineTune' },
    status: { code: 2 },
  });
  const all = spans.map(({ name, attributes, events, status, links }) => ({ name, attributes, events, status, links }));
  expect(JSON.stringify(all)).not.toContain('secret');
});

test('looks at a run leave no spans', () => {
  expect(spans.map(({ name }) => name).filter((name) => /Query|Describe/.test(name))).toEqual([]);
});

test('a run that began with tracing goes on under a worker without it', async () => {
  const history = await temporal.client.workflow
    .getHandle(spans[0]?.attributes['temporalWorkflowId'] as string, runId)
    .fetchHistory();
  await expect(Worker.runReplayHistory({ workflowBundle: temporal.bundle }, history)).resolves.toBeUndefined();
});

test("a team's worker traces what its plugin and the bundle of its own are made with", async () => {
  sent.reset();
  const taskQueue = randomUUID();
  const worker = await Worker.create({
    connection: temporal.connection,
    taskQueue,
    workflowBundle: await bundleWorkflows({ plugins: [plugin] }),
    plugins: [plugin, new TunewrightPlugin()],
  });
  await worker.runUntil(refusedRun(taskQueue));
  const names = sent.getFinishedSpans().map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['RunWorkflow:fineTune', 'RunActivity:prepareRun']));
});

test('a worker that traces warns once of a bundle that makes no spans, and not of one that does', async () => {
  const warn = vi.spyOn(Runtime.instance().logger, 'warn').mockImplementation(() => undefined);
  const lost = (): unknown[] => warn.mock.calls.filter(([message]) => message.includes('makes no spans'));
  const made = async (workflowBundle: WorkflowCode, plugins: WorkerPlugin[]): Promise<void> => {
    const given = { connection: temporal.connection, taskQueue: randomUUID(), workflowBundle, plugins };
    await (await createWorker(given)).runUntil(Promise.resolve());
  };
  try {
    await made(await bundleWorkflows({ plugins: [plugin] }), [plugin]);
    await made(temporal.bundle, []);
    expect(lost()).toEqual([]);
    await made(temporal.bundle, [plugin]);
    expect(lost()).toHaveLength(1);
  } finally {
    warn.mockRestore();
  }
});

test('every client that is made here has the plugins that were given, each once', async () => {
  const given = { name: 'given', configureClient: vi.fn((options: object) => options) };
  const plugins = [given];
  const [taskQueue, workflowBundle] = [randomUUID(), temporal.bundle];
  await Tunewright.connect({ connection: temporal.client.connection as never, plugins });
  expect(given.configureClient).toHaveBeenCalledTimes(1);
  const worker = await createWorker({ connection: temporal.connection, taskQueue, workflowBundle, plugins });
  await worker.runUntil(Promise.resolve());
  expect(given.configureClient).toHaveBeenCalledTimes(2);
  await new TunewrightPlugin().configureWorker({ connection: temporal.connection, taskQueue, plugins });
  expect(given.configureClient).toHaveBeenCalledTimes(3);
  // A worker hands on those of its connection among its own, and the connection brings them along as well.
  const connection = Object.create(temporal.connection, { plugins: { value: plugins } }) as NativeConnection;
  await new TunewrightPlugin().configureWorker({ connection, taskQueue, plugins });
  expect(given.configureClient).toHaveBeenCalledTimes(4);
});
