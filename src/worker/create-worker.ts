import { hostname } from 'node:os';
import { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { BundlerPlugin, WorkerInterceptors, WorkerPlugin } from '@temporalio/worker';
import { defined } from '../contract/defined.js';
import { connectionSettings } from '../temporal/connection-settings.js';
import { refuseMissingNamespace } from '../temporal/missing-namespace.js';
import { taskQueueOf } from '../temporal/task-queue.js';
import { bundleWorkflows, workflowBundle } from './bundle.js';
import type { WorkflowCode } from './bundle.js';
import { workersDataConverter } from './data-converter.js';
import { TunewrightPlugin } from './plugin.js';
import type { TunewrightPluginOptions } from './plugin.js';
import { tellOfLostSpans } from './lost-spans.js';
import { workerSettings } from './worker-settings.js';

/** What a worker is made with; whatever is left out, the environment says. */
export interface CreateWorkerOptions extends TunewrightPluginOptions {
  /** Left out: one is opened, and closed when the worker has ended. */
  readonly connection?: NativeConnection;
  readonly namespace?: string;
  /** Left out: TUNEWRIGHT_TASK_QUEUE, else `tunewright`. */
  readonly taskQueue?: string;
  /** Left out: by TUNEWRIGHT_ENCRYPTION_KEYS or TEMPORAL_CODEC_ENDPOINT, where they are set. */
  readonly dataConverter?: DataConverter;
  readonly interceptors?: WorkerInterceptors;
  readonly plugins?: WorkerPlugin[];
  /** Left out: the one that the build made, or one of its own where a data converter or a plugin has modules for workflows. */
  readonly workflowBundle?: WorkflowCode;
}

/**
 * A worker with Tunewright's workflows and activities, ready to `run()`. In a program with workflows of its own, `TunewrightPlugin` adds
 * them to its worker instead.
 * @example const worker = await createWorker({ connection, taskQueue: 'models', dataConverter });
 * @throws InvalidSettingsError
 */
export async function createWorker(options: CreateWorkerOptions = {}): Promise<Worker> {
  const { interceptors, plugins = [], taskQueue = taskQueueOf(), settings } = options;
  const { activitySlots, cachedWorkflows } = { ...workerSettings(), ...settings };
  const version = settings === undefined ? workerSettings().version : settings.version;
  const own = options.connection === undefined ? await connected() : null;
  const connection = options.connection ?? own?.connection;
  const namespace = options.namespace ?? own?.namespace ?? 'default';
  try {
    if (connection !== undefined) await refuseMissingNamespace(connection, namespace);
    const dataConverter = options.dataConverter ?? (await workersDataConverter(namespace, options.aws));
    const client = options.client ?? new Client({ namespace, plugins, ...defined({ connection, dataConverter }) });
    if (options.workflowBundle !== undefined) tellOfLostSpans(options.workflowBundle, plugins);
    return await Worker.create({
      namespace,
      taskQueue,
      identity: `tunewright@${hostname()}:${process.pid}`,
      workflowBundle:
        options.workflowBundle ?? (await codeFor([...plugins, ...(connection?.plugins ?? [])], dataConverter)),
      maxConcurrentActivityTaskExecutions: activitySlots,
      maxCachedWorkflows: cachedWorkflows,
      ...defined({
        connection,
        dataConverter,
        interceptors,
        // Runs last for weeks and are replayed by every later version: none is pinned to the one that it began with.
        workerDeploymentOptions:
          version && ({ version, useWorkerVersioning: true, defaultVersioningBehavior: 'AUTO_UPGRADE' } as const),
      }),
      plugins: [
        new TunewrightPlugin({ ...options, client }),
        ...plugins,
        ...(own === null ? [] : [closingAfter(own.connection)]),
      ],
    });
  } catch (error) {
    await own?.connection.close();
    throw error;
  }
}

async function connected(): Promise<{ connection: NativeConnection; namespace: string }> {
  const { connectionOptions, namespace } = connectionSettings();
  return { connection: await NativeConnection.connect(connectionOptions), namespace };
}

/** Converters of workflows, and what plugins do inside of them, are compiled into their bundle. */
function codeFor(
  plugins: readonly BundlerPlugin[],
  { payloadConverterPath, failureConverterPath }: DataConverter = {},
): Promise<WorkflowCode> {
  const bundlers = plugins.filter((plugin) => plugin.configureBundler !== undefined);
  const isPlain = payloadConverterPath === undefined && failureConverterPath === undefined && bundlers.length === 0;
  if (isPlain) return workflowBundle();
  return bundleWorkflows({ plugins: bundlers, ...defined({ payloadConverterPath, failureConverterPath }) });
}

const closingAfter = (connection: NativeConnection): WorkerPlugin => ({
  name: 'tunewright-connection',
  runWorker: (worker, next) => next(worker).finally(() => connection.close()),
});
