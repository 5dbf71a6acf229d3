import { tagValue } from '../../../src/plan/index.js';
import type { SweepResult } from '../../../src/contract/sweep.js';
import type { Holdings } from './holdings.js';
import { holdingsOf } from './holdings.js';
import type { Execution, Wanted } from './journal.js';
import { wantedOf } from './journal.js';
import { endpointNames } from './steps.js';
import type { Ended, Walker } from './walker.js';

/** Everything about a walk that has come to rest. */
export interface Scene {
  readonly walker: Walker;
  readonly holdings: Holdings;
  readonly runs: readonly Ended[];
  /** By the endpoint's name. */
  readonly wanted: ReadonlyMap<string, Wanted>;
  /** Endpoints that a workflow looks after. */
  readonly lookedAfter: readonly string[];
}

export async function sceneOf(walker: Walker): Promise<Scene> {
  const executionOf = (runId: string): Execution => {
    const found = walker.executions.find(({ runIds }) => runIds.includes(runId));
    if (found === undefined) throw new Error(`no run of the walk has the run id ${runId}`);
    return found;
  };
  const names = endpointNames.map((name) => walker.nameOf(name));
  const keepers = await Promise.all(names.map((name) => walker.keeper(name)));
  return {
    walker,
    holdings: await holdingsOf(walker.clients),
    runs: await Promise.all(walker.executions.map((execution) => walker.endOf(execution))),
    lookedAfter: names.filter((_, index) => keepers[index] !== null),
    wanted: new Map(names.map((name) => [name, wantedOf(name, walker.journal, executionOf)])),
  };
}

/** What is wrong with it, in sentences; nothing: it is as promised. */
export const faultsIn = (scene: Scene): string[] => [
  ...goneThoughWanted(scene),
  ...onWhatIsMissing(scene),
  ...onAnothersModel(scene),
  ...lookedAfterByNobody(scene),
  ...trainedTwice(scene),
];

/** No endpoint that somebody wanted is gone. */
const goneThoughWanted = ({ wanted, holdings }: Scene): string[] =>
  [...wanted]
    .filter(([name, { wanted: is }]) => is === 'yes' && !holdings.endpoints.some((endpoint) => endpoint.name === name))
    .map(([name, { config }]) => `endpoint ${name} is gone, though it was wanted on ${config ?? 'what it had'}`);

/** What is wanted has a workflow that keeps its time to live. */
const lookedAfterByNobody = ({ wanted, holdings: { endpoints }, lookedAfter }: Scene): string[] =>
  endpoints
    .filter(({ name }) => wanted.get(name)?.wanted === 'yes' && !lookedAfter.includes(name))
    .map(({ name }) => `no workflow looks after endpoint ${name}`);

/** No endpoint stands on a config or model that does not exist, but for those that the walk itself deleted. */
function onWhatIsMissing({ holdings: { endpoints, configs, models }, walker: { deletedByHand } }: Scene): string[] {
  return endpoints.flatMap(({ name, config }) => {
    const needed = [config, ...(configs.get(config) ?? [])];
    const there = (part: string): boolean => configs.has(part) || models.includes(part);
    return needed
      .filter((part, index) => (index === 0 ? !configs.has(part) : !models.includes(part)) && !deletedByHand.has(part))
      .map((part) => `endpoint ${name} stands on ${part}, which is missing${there(part) ? ' in part' : ''}`);
  });
}

/** What serves is what was last wanted, unless a later run was ended by force while it had the endpoint on its own, or says so. */
function onAnothersModel({ wanted, holdings, runs, walker: { deletedByHand } }: Scene): string[] {
  return [...wanted].flatMap(([name, { wanted: is, config, sentOnBy }]) => {
    const found = holdings.endpoints.find((endpoint) => endpoint.name === name);
    if (is !== 'yes' || config === null || found === undefined || found.config === config) return [];
    const excused = runs.some(
      ({ execution, status, notes }) =>
        sentOnBy.includes(execution) &&
        (status === 'TERMINATED' || notes.some((note) => note.includes('could not return'))),
    );
    return excused || deletedByHand.has(config) ? [] : [`endpoint ${name} is on ${found.config}, not on ${config}`];
  });
}

/** A second job of a run costs as much as the first: its notes say why there is one. */
function trainedTwice({ holdings: { jobs }, runs }: Scene): string[] {
  return runs.flatMap(({ execution, notes }) => {
    const { workflowId, firstExecutionRunId } = execution;
    const own = jobs.filter(
      ({ run, execution: tag }) => run === tagValue(workflowId) && tag === tagValue(firstExecutionRunId),
    );
    const reasons = notes.filter((note) => /^training job on |^training job \S+ of an earlier/.test(note));
    return own.length - 1 > reasons.length
      ? [
          `run ${workflowId} trained ${own.length} times (${own.map(({ name, state }) => `${name} ${state}`).join(', ')}), with ${reasons.length} reason(s) in its notes`,
        ]
      : [];
  });
}

/** No paid thing is unknown to both its run and the sweep. */
export function unknownIn({ holdings: { jobs, endpoints }, wanted, runs }: Scene, sweep: SweepResult): string[] {
  const isKnown = (name: string): boolean =>
    sweep.leftovers.some((leftover) => leftover.name === name) ||
    runs.some(({ notes }) => notes.some((note) => note.includes(name) && note.startsWith('could not be removed')));
  return [
    ...jobs
      .filter(({ state, name }) => state === 'InProgress' && !isKnown(name))
      .map(({ name }) => `training job ${name}`),
    ...endpoints
      .filter(({ name }) => wanted.get(name)?.wanted === 'no' && !isKnown(name))
      .map(({ name }) => `endpoint ${name}`),
  ].map((thing) => `${thing} is paid for, and neither its run nor the sweep knows that nobody wants it`);
}

/** After a sweep that deletes, what is left of a kind that costs is wanted. */
export const leftIn = ({ holdings: { jobs, endpoints }, wanted }: Scene): string[] => [
  ...jobs
    .filter(({ state }) => state === 'InProgress')
    .map(({ name }) => `after the sweep training job ${name} goes on`),
  ...endpoints
    .filter(({ name }) => wanted.get(name)?.wanted === 'no')
    .map(({ name }) => `after the sweep endpoint ${name} stands, which nobody wants`),
];
