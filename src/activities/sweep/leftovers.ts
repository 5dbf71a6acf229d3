import { defined } from '../../contract/defined.js';
import type { ResourceKind } from '../../contract/resources.js';
import { resourceKinds } from '../../contract/resources.js';
import type { Leftover } from '../../contract/sweep.js';

/** A resource that carries a run's tag. */
export interface Owned {
  kind: ResourceKind;
  name: string;
  arn: string;
  state: string;
  /** Value of the tag: the workflow id of the run, as far as SageMaker takes its characters. */
  run: string;
  /** First execution of that run; left out where an older version made it. */
  execution?: string;
  /** When the time to live of an endpoint is over, as its tag says: ISO 8601. */
  expires?: string;
}

/** Whose something is: an execution of a run, as one text; of what older versions made, the run alone. */
export const ownerOf = ({ run, execution }: Pick<Owned, 'run' | 'execution'>): string =>
  execution === undefined ? run : `${run}\n${execution}`;

/** How a run stands: it may still want what it made, it wanted an endpoint and got it, or it ended otherwise, in words. */
export type RunEnd = 'running' | 'completed' | { because: string };

/** What an endpoint stands on, whoever made it. */
export interface EndpointUse {
  name: string;
  /** The config that it is on, and the one that it is on its way to. */
  configNames: readonly string[];
  /** Its own workflow says that it is wanted. */
  heldByWorkflow: boolean;
  /** A run that goes on changes it now, or waits for its turn. */
  leased?: boolean;
}

/** All that a judgement needs to know. */
export interface Findings {
  /** Milliseconds since 1970. */
  now: number;
  /** By {@link ownerOf}. */
  runs: ReadonlyMap<string, RunEnd>;
  endpoints: readonly EndpointUse[];
  /** Configs that the workflow of an endpoint would return to. */
  lastGood: readonly string[];
  /** Models that the workflow of an endpoint records, also where their config is gone. */
  recordedModels: readonly string[];
  /** Owners by the name of a config that carries a run's tag. */
  configRuns: ReadonlyMap<string, string>;
  /** Endpoints that are left over too, by an earlier part of the same search. */
  unwanted?: readonly string[];
  /** Models by the name of the config. */
  models: ReadonlyMap<string, readonly string[]>;
}

/** Which of them nobody wants, and why; in the order in which they may be removed. */
export function leftoversOf(owned: readonly Owned[], findings: Findings): Leftover[] {
  const unwanted = new Map(
    owned.flatMap((resource) => {
      const because = resource.kind === 'endpoint' ? whyNoEndpoint(resource, findings) : null;
      return because === null ? [] : [[resource.name, because] as const];
    }),
  );
  const standing = findings.endpoints
    .filter(({ name }) => !unwanted.has(name) && !(findings.unwanted ?? []).includes(name))
    .flatMap(({ configNames }) => configNames);
  const configs = new Set([...standing, ...findings.lastGood]);
  const models = new Set([
    ...[...configs].flatMap((config) => findings.models.get(config) ?? []),
    ...findings.recordedModels,
  ]);
  const unused = (resource: Owned, used: ReadonlySet<string>): string | null =>
    used.has(resource.name) ? null : reasonOf(resource, findings, 'no endpoint uses it');
  const why: Record<ResourceKind, (resource: Owned) => string | null> = {
    'training job': (resource) => reasonOf(resource, findings, 'its run has completed without it'),
    endpoint: ({ name }) => unwanted.get(name) ?? null,
    'endpoint config': (resource) => unused(resource, configs),
    model: (resource) => unused(resource, models),
  };
  return owned
    .flatMap((resource) => {
      const because = why[resource.kind](resource);
      const { kind, name, state, run, execution } = resource;
      return because === null ? [] : [defined({ kind, name, state, run, execution, because })];
    })
    .sort((a, b) => resourceKinds.indexOf(a.kind) - resourceKinds.indexOf(b.kind));
}

/** Null while the run goes on; `completed` is the reason where its good end is none to keep the resource. */
function reasonOf(owned: Owned, { runs }: Findings, completed: string): string | null {
  const end = runs.get(ownerOf(owned)) ?? 'running';
  if (end === 'running') return null;
  return end === 'completed' ? completed : end.because;
}

/**
 * An endpoint is wanted by its own workflow, and by a run that has its lease; without these, until its time to live is over, by the run that made it and the one that updated it
 * last. One on its way out needs no help.
 */
function whyNoEndpoint(endpoint: Owned, { now, runs, endpoints, configRuns }: Findings): string | null {
  const use = endpoints.find(({ name }) => name === endpoint.name);
  if (use?.heldByWorkflow === true || use?.leased === true || endpoint.state === 'Deleting') return null;
  if (Date.parse(endpoint.expires ?? '') <= now && !isBeingChanged(endpoint, use, { runs, configRuns })) {
    return `its time to live was over at ${endpoint.expires ?? ''}, and no workflow looks after it`;
  }
  const updaters = (use?.configNames ?? []).flatMap((config) => configRuns.get(config) ?? []);
  const endOf = (owner: string): RunEnd => runs.get(owner) ?? 'running';
  const own = endOf(ownerOf(endpoint));
  return typeof own === 'string' || updaters.some((owner) => typeof endOf(owner) === 'string') ? null : own.because;
}

/** A run that goes on sets another time to live at its end. */
function isBeingChanged(
  endpoint: Owned,
  use: EndpointUse | undefined,
  { runs, configRuns }: Pick<Findings, 'runs' | 'configRuns'>,
): boolean {
  const owners = [ownerOf(endpoint), ...(use?.configNames ?? []).flatMap((config) => configRuns.get(config) ?? [])];
  return owners.some((owner) => (runs.get(owner) ?? 'running') === 'running');
}
