import type { EndpointStatus } from '../../contract/endpoint-workflow.js';
import { endpointConfigs, endpoints, headsFor, modelNamesOf, orNull, readTags } from '../../aws/index.js';
import type { SageMaker } from '../../aws/index.js';
import { messageNames } from '../../contract/messages.js';
import type { RunStatus } from '../../contract/run/status.js';
import type { Leftover } from '../../contract/sweep.js';
import { endpointKeeper, endpointStatus } from '../../temporal/endpoint-keeper.js';
import { hasEnded } from '../../temporal/run-state.js';
import { askingTemporal, goesOn, runState } from '../run-state.js';
import { isElsewhere } from '../run-resources.js';
import type { Services } from '../services.js';
import { isForeign } from './foreign.js';
import type { EndpointUse, Findings, Owned } from './leftovers.js';
import { leftoversOf, ownerOf } from './leftovers.js';
import { ownerIn } from './owner-tags.js';
import { RunEnds } from './run-ends.js';

/** Finds out what a judgement needs and judges. Every endpoint counts, also others': it may stand on what Tunewright made. */
export class Survey {
  readonly #sagemaker: SageMaker;
  readonly #services: Services;
  readonly #runs: RunEnds;
  readonly #place: Place;

  constructor(sagemaker: SageMaker, services: Services, place: Place) {
    this.#place = place;
    this.#sagemaker = sagemaker;
    this.#services = services;
    this.#runs = new RunEnds(services);
  }

  /** @param unwanted endpoints of which it is known already that nobody wants them */
  async leftovers(owned: readonly Owned[], unwanted: readonly string[] = []): Promise<Leftover[]> {
    const hosting = owned.some(({ kind }) => kind !== 'training job');
    const uses: Omit<Findings, 'runs' | 'now' | 'unwanted'> = hosting
      ? await this.#uses()
      : { endpoints: [], lastGood: [], recordedModels: [], configRuns: new Map(), models: new Map() };
    const runs = await this.#runs.of([...owned.map(ownerOf), ...uses.configRuns.values()]);
    const foreign = new Set(owned.filter((resource) => isForeign(resource, uses)).map(keyOf));
    return leftoversOf(owned, { now: Date.now(), runs, ...uses, unwanted }).map((leftover) =>
      foreign.has(keyOf(leftover)) ? { ...leftover, foreign: true } : leftover,
    );
  }

  async #uses(): Promise<Omit<Findings, 'runs' | 'now' | 'unwanted'>> {
    const uses: EndpointUse[] = [];
    const lastGood: string[] = [];
    const recordedModels: string[] = [];
    const configRuns = new Map<string, string>();
    const models = new Map<string, string[]>();
    const take = async (configName: string): Promise<void> => {
      if (models.has(configName)) return;
      const config = await orNull(() => endpointConfigs.describe(this.#sagemaker, configName));
      models.set(configName, config === null ? [] : modelNamesOf(config.answer));
      const arn = config?.arn;
      const tags = arn === undefined ? {} : await readTags(this.#sagemaker, arn);
      const owner = ownerIn(tags);
      if (owner === null) return;
      configRuns.set(configName, ownerOf(owner));
      if (isElsewhere(tags)) this.#runs.goesOn(ownerOf(owner));
    };
    for (const name of await this.#endpointNames()) {
      const endpoint = await orNull(() => endpoints.describe(this.#sagemaker, name));
      if (endpoint === null) continue;
      const held = await this.#held(name);
      const configNames = [...new Set([endpoint.answer.EndpointConfigName ?? '', headsFor(endpoint.answer)])];
      uses.push({ name, configNames, heldByWorkflow: held.wanted, leased: held.leased });
      lastGood.push(...held.configs);
      recordedModels.push(...held.models);
      for (const config of [...configNames, ...held.configs]) await take(config);
    }
    return { endpoints: uses, lastGood, recordedModels, configRuns, models };
  }

  /** All at once, before the first is looked at: a list that is read slowly would miss what moves meanwhile. */
  async #endpointNames(): Promise<string[]> {
    const names: string[] = [];
    for await (const { name } of endpoints.list(this.#sagemaker)) names.push(name);
    return names;
  }

  /** What the workflow of an endpoint holds. One that goes on and does not answer holds whatever there is. */
  async #held(name: string): Promise<Held> {
    const { temporal } = this.#services;
    const keeper = await askingTemporal(`look for the workflow of ${name}`, () => endpointKeeper(temporal, name));
    if (hasEnded(await runState(temporal, keeper.workflowId))) return nothingHeld;
    const status = await endpointStatus(temporal, name).catch(() => null);
    if (status === null) return { ...nothingHeld, wanted: true };
    // It keeps the endpoint of that name elsewhere.
    if (status.region !== this.#place.region || status.account !== this.#place.account) return nothingHeld;
    const kept = [status.live, status.lastGood, await this.#replacedBy(status)];
    const recorded = kept.flatMap((endpoint) => endpoint ?? []);
    return {
      wanted: status.live !== null,
      leased: await this.#isLeased(status),
      configs: recorded.map(({ configName }) => configName),
      models: recorded.flatMap(({ modelNames }) => modelNames),
    };
  }

  /** What the run that holds the lease would return the endpoint to, where it says so. */
  async #replacedBy({ holder, holderExecution }: EndpointStatus): Promise<RunStatus['replaced'] | null> {
    const { temporal } = this.#services;
    if (holder === null || !(await goesOn(temporal, holder, holderExecution))) return null;
    const status = await temporal.workflow
      .getHandle(holder)
      .query<RunStatus>(messageNames.status)
      .catch(() => null);
    return status?.replaced ?? null;
  }

  /** A run that holds the lease, or waits for it, and was terminated will do nothing with it. */
  async #isLeased({ holder, holderExecution, waiting }: EndpointStatus): Promise<boolean> {
    const { temporal } = this.#services;
    if (holder !== null && (await goesOn(temporal, holder, holderExecution))) return true;
    for (const run of waiting) if (await goesOn(temporal, run, undefined)) return true;
    return false;
  }
}

/** A model and its config have one name. */
const keyOf = ({ kind, name }: Pick<Owned, 'kind' | 'name'>): string => `${kind} ${name}`;

/** Where is swept. */
interface Place {
  readonly region: string;
  readonly account: string;
}

/** What the workflow of an endpoint wants and records. */
interface Held {
  readonly wanted: boolean;
  readonly leased: boolean;
  readonly configs: string[];
  readonly models: string[];
}

const nothingHeld: Held = { wanted: false, leased: false, configs: [], models: [] };
