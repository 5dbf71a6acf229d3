import { orNull } from '../errors.js';
import type { SageMaker } from '../sagemaker.js';
import type { ResourceKind } from '../../contract/resources.js';
import { endpointConfigs, modelNamesOf } from './endpoint-config.js';
import { endpoints, headsFor } from './endpoint.js';
import type { Listed } from './resource.js';

/** An endpoint of the region with the configs that it is on or on its way to. */
interface Standing {
  readonly name: string;
  readonly configNames: readonly (string | undefined)[];
}

/**
 * Who uses a config or a model, whoever made either: SageMaker deletes what is in use, and only the next scale-out, update or rollback
 * shows the damage. For one removal: it lists the region's endpoints and configs once, and only when it is asked.
 */
export class Uses {
  readonly #sagemaker: SageMaker;
  readonly #gone = new Set<string>();
  #endpoints: Promise<Standing[]> | undefined;
  #configs: Promise<Listed[]> | undefined;

  constructor(sagemaker: SageMaker) {
    this.#sagemaker = sagemaker;
  }

  /** The user of the resource in words, e.g. `endpoint reviews`; null where there is none, and for kinds that nothing uses. */
  async of(kind: ResourceKind, name: string): Promise<string | null> {
    if (kind === 'endpoint config') return this.#endpointOn(name);
    if (kind === 'model') return this.#configWith(name);
    return null;
  }

  /** A config that has just been removed uses nothing more, also where a list still names it. */
  removed(name: string): void {
    this.#gone.add(name);
  }

  async #endpointOn(config: string): Promise<string | null> {
    this.#endpoints ??= this.#standing();
    const user = (await this.#endpoints).find(({ configNames }) => configNames.includes(config));
    return user === undefined ? null : `endpoint ${user.name}`;
  }

  async #configWith(model: string): Promise<string | null> {
    this.#configs ??= all(endpointConfigs.list(this.#sagemaker));
    for (const config of await this.#configs) {
      if (this.#gone.has(config.name) || !(await this.#modelNames(config)).includes(model)) continue;
      // What is remembered may be gone by now.
      const now = await orNull(() => endpointConfigs.describe(this.#sagemaker, config.name));
      if (now !== null && modelNamesOf(now.answer).includes(model)) return `endpoint config ${config.name}`;
    }
    return null;
  }

  async #standing(): Promise<Standing[]> {
    const standing: Standing[] = [];
    for (const { name } of await all(endpoints.list(this.#sagemaker))) {
      const found = await orNull(() => endpoints.describe(this.#sagemaker, name));
      if (found === null || found.state === 'Deleting') continue;
      standing.push({ name, configNames: [found.answer.EndpointConfigName, headsFor(found.answer)] });
    }
    return standing;
  }

  async #modelNames({ name, arn, createdAt }: Listed): Promise<readonly string[]> {
    const key = `${arn}@${createdAt?.getTime()}`;
    const known = modelsOfConfigs.get(key);
    if (known !== undefined && createdAt !== undefined) return known;
    const found = await orNull(() => endpointConfigs.describe(this.#sagemaker, name));
    if (found === null) return [];
    const names = modelNamesOf(found.answer);
    if (modelsOfConfigs.size >= mostRemembered) modelsOfConfigs.clear();
    modelsOfConfigs.set(key, names);
    return names;
  }
}

const mostRemembered = 20_000;

/** A config can't be changed: what it names is asked for once in a process, or a region with hundreds would take minutes each time. */
const modelsOfConfigs = new Map<string, readonly string[]>();

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const listed: T[] = [];
  for await (const item of items) listed.push(item);
  return listed;
}
