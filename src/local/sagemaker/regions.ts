import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isRegion } from './wire/region-name.js';
import { Endpoints } from './services/sagemaker/hosting/endpoints.js';
import type { HostingServices } from './services/sagemaker/hosting/fleet.js';
import type { SageMakerRegion } from './services/sagemaker/region/sagemaker-region.js';
import { endpointConfigKind, modelKind } from './services/sagemaker/hosting/static-resource.js';
import { StaticResources } from './services/sagemaker/hosting/static-resources.js';
import { Queue } from './services/sqs/queue.js';
import type { SqsRegion } from './services/sqs/sqs-region.js';
import { endpointChange, trainingJobChange } from './services/sqs/state-changes.js';
import { LogStore } from './services/logs/log-store.js';
import { TrainingJobs } from './services/sagemaker/training/training-jobs.js';
import type { TrainingServices } from './services/sagemaker/training/training-run.js';

/** Everything that AWS keeps apart by region. */
export interface Region extends SageMakerRegion, SqsRegion {
  readonly logs: LogStore;
}

type Services = Omit<HostingServices & TrainingServices, 'logs' | 'region'>;

/** The regions that have been used; each comes into being when it is first asked for. */
export class Regions {
  readonly #directory: string;
  readonly #services: Services;
  readonly #regions = new Map<string, Region>();

  /** Opens the regions that are on disk, which sets going again what was in progress. */
  constructor(dataDirectory: string, services: Services) {
    this.#directory = dataDirectory;
    this.#services = services;
    for (const name of directoriesIn(join(dataDirectory, 'regions'))) if (isRegion(name)) this.get(name);
  }

  get(name: string): Region {
    const existing = this.#regions.get(name);
    if (existing !== undefined) return existing;
    const region = this.#open(name);
    this.#regions.set(name, region);
    return region;
  }

  all(): Region[] {
    return [...this.#regions.values()];
  }

  async close(): Promise<void> {
    const regions = [...this.#regions.values()];
    await Promise.all(regions.flatMap(({ trainingJobs, endpoints }) => [trainingJobs.close(), endpoints.close()]));
    await this.#services.shared.close();
  }

  #open(name: string): Region {
    const at = (part: string): string => join(this.#directory, 'regions', name, part);
    const work = (part: string): string => join(this.#directory, 'work', name, part);
    const logs = new LogStore(at('logs'));
    const { durations, faults } = this.#services;
    const services = { ...this.#services, logs, region: name };
    const events = new Queue();
    const send = (event: string | null): void => void (event !== null && events.send(event));
    const hosting = { region: name, unseenMilliseconds: durations.consistency };
    return {
      region: name,
      logs,
      events,
      faults,
      models: new StaticResources(modelKind, { ...hosting, directory: at('models') }),
      endpointConfigs: new StaticResources(endpointConfigKind, { ...hosting, directory: at('endpoint-configs') }),
      trainingJobs: new TrainingJobs({
        ...{ ...services, directory: at('training-jobs'), workDirectory: work('training') },
        onTrainingJob: (job, before) => send(trainingJobChange(job, before, name)),
      }),
      endpoints: new Endpoints({
        ...{ ...services, directory: at('endpoints'), workDirectory: work('hosting') },
        onEndpoint: (endpoint, before) => send(endpointChange(endpoint, before, name)),
      }),
    };
  }
}

function directoriesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
