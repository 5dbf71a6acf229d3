import { Client } from '@temporalio/client';
import { Runtime } from '@temporalio/worker';
import type { Worker, WorkerOptions, WorkerPlugin } from '@temporalio/worker';
import { createActivities, defaultPollingIntervals, followEvents } from '../activities/index.js';
import type { PollingIntervals, Services } from '../activities/index.js';
import { Aws } from '../aws/index.js';
import { defined } from '../contract/defined.js';
import { workersDataConverter } from './data-converter.js';
import { onAwsCall, reportRuns } from './metrics.js';
import { registeredSearchAttributes, rememberingSearchAttributes } from './search-attributes.js';
import { workerSettings } from './worker-settings.js';
import type { WorkerSettings } from './worker-settings.js';
import { readWebhooks } from './webhooks.js';

/** What Tunewright's activities work with; whatever is left out, the environment says. */
export interface TunewrightPluginOptions {
  /** For the workflows of endpoints and the states of runs; left out: one on the worker's own connection, with its data converter. */
  readonly client?: Client;
  readonly aws?: Aws;
  readonly settings?: Partial<WorkerSettings>;
  readonly pollingIntervals?: Partial<PollingIntervals>;
  /** URLs by the names that gates use. */
  readonly webhooks?: Readonly<Record<string, string>>;
  /** Aborted when the worker is to leave: waits are handed over at once, and not when the time for what must be finished is over. */
  readonly leaving?: AbortSignal;
}

/** Longer than any create call may take (30 s): a worker that is asked to leave finishes what costs money. Its waits it hands over at once. */
const graceTimes = { shutdownGraceTime: '35 s', shutdownForceTime: '45 s' } as const;

/**
 * Tunewright's activities for a worker of yours, and the codec of TUNEWRIGHT_ENCRYPTION_KEYS or TEMPORAL_CODEC_ENDPOINT where one is set and
 * the worker has no data converter of its own. Its workflows belong in your bundle: `export * from 'tunewright/workflows'`.
 * @example
 *     const worker = await Worker.create({ connection, taskQueue, workflowsPath, plugins: [new TunewrightPlugin()] });
 */
export class TunewrightPlugin implements WorkerPlugin {
  readonly name = 'tunewright';
  readonly #options: TunewrightPluginOptions;
  #services: Services | null = null;

  constructor(options: TunewrightPluginOptions = {}) {
    this.#options = options;
  }

  /** @throws TypeError without a connection or a client, and for activities of yours by the name of one of Tunewright's; InvalidSettingsError */
  async configureWorker(given: WorkerOptions): Promise<WorkerOptions> {
    const dataConverter =
      given.dataConverter ?? (await workersDataConverter(given.namespace ?? 'default', this.#options.aws));
    const options = { ...given, ...defined({ dataConverter }) };
    const activities = await this.#activities(options);
    const twice = Object.keys(activities).filter((name) => name in (options.activities ?? {}));
    if (twice.length === Object.keys(activities).length) {
      throw new TypeError('Tunewright is in this worker already: give one TunewrightPlugin, and none to createWorker');
    }
    if (twice.length > 0) {
      throw new TypeError(`Tunewright has activities of these names, rename yours: ${twice.join(', ')}`);
    }
    return {
      // A cancelled wait hears of it with its next heartbeat, and its details are what the user watches: not held back for long.
      maxHeartbeatThrottleInterval: '2 s',
      ...graceTimes,
      ...options,
      activities: { ...options.activities, ...activities },
    };
  }

  /** As long as the worker runs, runs and waits are counted where metrics are told, and events are read where they come. */
  async runWorker(worker: Worker, next: (worker: Worker) => Promise<void>): Promise<void> {
    const { metrics, eventsQueue } = { ...workerSettings(), ...this.#options.settings };
    const services = this.#services;
    if (services === null) return next(worker);
    const stop = new AbortController();
    const stopReports = metrics === undefined ? null : reportRuns(Runtime.instance().metricMeter, services);
    const events = eventsQueue === undefined ? null : this.#follow(services, eventsQueue, stop.signal);
    try {
      await next(worker);
    } finally {
      stop.abort();
      stopReports?.();
      await events;
    }
  }

  async #follow(services: Services, url: string, stopped: AbortSignal): Promise<void> {
    const { leaving } = services;
    const signal = leaving === undefined ? stopped : AbortSignal.any([stopped, leaving]);
    const onTrouble = (reason: string): void => {
      Runtime.instance().logger.warn(`events of ${url} can't be read, every wait goes on looking by itself: ${reason}`);
    };
    await followEvents(services, { url, region: await services.aws.region(), onTrouble }, signal);
  }

  async #activities(options: WorkerOptions): Promise<object> {
    const { namespace = 'default', connection, dataConverter } = options;
    const { aws, settings, pollingIntervals, webhooks, leaving } = this.#options;
    if (this.#options.client === undefined && connection === undefined) {
      throw new TypeError('Tunewright needs a connection: give one to Worker.create, or a client to TunewrightPlugin');
    }
    // Those of the connection come with it.
    const plugins = (options.plugins ?? []).filter((plugin) => connection?.plugins.includes(plugin) !== true);
    const temporal =
      this.#options.client ?? new Client({ namespace, plugins, ...defined({ connection, dataConverter }) });
    const rateShare = settings?.rateShare ?? workerSettings().rateShare;
    this.#services = {
      aws: aws ?? new Aws({ rateShare, onCall: onAwsCall(Runtime.instance().metricMeter) }),
      registeredSearchAttributes: rememberingSearchAttributes(() =>
        registeredSearchAttributes(temporal.connection, namespace),
      ),
      temporal,
      webhooks: webhooks ?? (await readWebhooks()),
      pollingIntervals: { ...defaultPollingIntervals, ...pollingIntervals },
      heldWaits: settings?.heldWaits ?? workerSettings().heldWaits,
      rateShare,
      ...defined({ leaving }),
    };
    return createActivities(this.#services);
  }
}
