import { endpoints, sageMaker, trainingJobs } from '../../aws/index.js';
import type { ListQuery } from '../../aws/index.js';
import type { HostingTarget } from '../../contract/run/plan.js';
import type { Services } from '../services.js';
import { SharedList } from './shared-list.js';
import type { ListSource, SharedListState } from './shared-list.js';

/** `lone`: how much longer than usual the pause is between two lists for a single wait. Those of jobs may be rare, as they show what comes before the end too. */
const kinds = {
  'training job': { resource: trainingJobs, lone: 1.5, soonAfterJoining: false },
  endpoint: { resource: endpoints, lone: 0.8, soonAfterJoining: true },
  /** Those that the watcher asks for, apart from those that wait in this process: what is held is counted by its list. */
  'parked training job': { resource: trainingJobs, lone: 1.5, soonAfterJoining: true, mostPages: 120 },
} satisfies Record<string, Pick<ListSource, 'soonAfterJoining' | 'mostPages'> & { resource: object; lone: number }>;

const keyOf = (kind: keyof typeof kinds, account: string, region: string): string => `${kind} ${account} ${region}`;

const sharedLists = new WeakMap<Services, Map<string, SharedList>>();

/** The one shared list of this process for that kind, account and region. */
export function sharedListOf(
  services: Services,
  kind: keyof typeof kinds,
  { region, account }: Pick<HostingTarget, 'region' | 'account'>,
): SharedList {
  const own = sharedLists.get(services) ?? new Map<string, SharedList>();
  sharedLists.set(services, own);
  const key = keyOf(kind, account, region);
  const known = own.get(key) ?? make(services, kind, region, account);
  own.set(key, known);
  return known;
}

/** Has those look that wait in this process for a resource to which something has happened. @returns whether anybody does */
export function hintWaits(
  services: Services,
  kind: 'training job' | 'endpoint',
  name: string,
  { region, account }: Pick<HostingTarget, 'region' | 'account'>,
): boolean {
  return (
    sharedLists
      .get(services)
      ?.get(keyOf(kind, account, region))
      ?.hint(name) ?? false
  );
}

/** How the shared lists of this process stand, for metrics. */
export function sharedListStates(
  services: Services,
): (SharedListState & { readonly kind: string; readonly region: string })[] {
  return [...(sharedLists.get(services) ?? [])].map(([key, sharedList]) => {
    const [, kind = '', region = ''] = /^(.+) \S+ (\S+)$/.exec(key) ?? [];
    return { kind, region, ...sharedList.state };
  });
}

function make(services: Services, kind: keyof typeof kinds, region: string, account: string): SharedList {
  const { resource, lone, ...asked } = kinds[kind];
  const runsBeside = (): number =>
    sharedLists.get(services)?.get(keyOf('training job', account, region))?.state.waiting ?? 0;
  const source = {
    ...asked,
    // Endpoints come up for minutes, a few at a time: without the others' part their lists would come as rarely as for a lone run.
    ...(kind === 'endpoint' ? { beside: runsBeside } : {}),
    async *pages(query: ListQuery, signal: AbortSignal) {
      const identity = await services.aws.identity(region, signal);
      // Another account's list would show as if everything were gone.
      if (identity.account !== account) throw new Error(`these are the credentials of account ${identity.account}`);
      yield* resource.states(sageMaker(services.aws.clients(region), signal), query);
    },
  };
  const { pollingIntervals } = services;
  return new SharedList(source, { ...pollingIntervals, longestList: pollingIntervals.longestList * lone });
}
