import type { UseQueryResult } from '@tanstack/react-query';
import { QueryClient, useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type {
  EndpointList,
  EndpointView,
  Health,
  Model,
  ModelList,
  RunList,
  RunLog,
  RunView,
  ScheduleList,
} from '../../api/index.js';
import { call, CallError, search } from './fetch.js';
import type { LiveState, Topic } from './live.js';
import { LiveStream } from './live.js';

export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      // The event stream renews what is on screen.
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && error instanceof CallError && (error.status === 0 || error.status > 500),
    },
  },
});

const live = new LiveStream(cache);

export function useLive(): { readonly state: LiveState; readonly lastWord: number | null } {
  const state = useSyncExternalStore(live.subscribe, () => live.state);
  return { state, lastWord: live.lastWord };
}

/** Keeps a topic on the event stream while the component is there. */
export function useWatch(topic: string, filter?: Topic['filter']): void {
  const key = JSON.stringify(filter ?? null);
  useEffect(() => {
    const given = JSON.parse(key) as Topic['filter'] | null;
    return live.watch(given === null || given === undefined ? { topic } : { topic, filter: given });
  }, [topic, key]);
}

function useGet<Answer>(key: readonly unknown[], path: string): UseQueryResult<Answer> {
  return useQuery({ queryKey: key, queryFn: () => call<Answer>('GET', path) });
}

const id = encodeURIComponent;

export const useHealth = (): UseQueryResult<Health> => useGet(['health'], '/api/v1/health');
export const useModels = (): UseQueryResult<ModelList> => useGet(['models'], '/api/v1/models');

/** What a model is called, where the catalogue knows it; else its id. */
export function useModelTitle(model: string | null): string | null {
  const { data } = useModels();
  return data?.models.find(({ id: known }) => known === model)?.title ?? model;
}

export const useModel = (model: string): UseQueryResult<Model> =>
  useQuery({
    queryKey: ['model', model],
    queryFn: () => call<Model>('GET', `/api/v1/models/${id(model)}`),
    enabled: model !== '',
  });

export type RunFilter = Readonly<Record<string, string>>;

export const useRuns = (filter: RunFilter): UseQueryResult<RunList> => {
  useWatch('runs', filter);
  return useGet(['runs', filter], `/api/v1/runs${search(filter)}`);
};

export const useLiveRun = (run: string): UseQueryResult<RunView> => {
  useWatch(`run:${run}`);
  return useRun(run);
};

const runQuery = (run: string) => ({
  queryKey: ['run', run],
  queryFn: () => call<RunView>('GET', `/api/v1/runs/${id(run)}`),
});

/** As it is once; `wanted` false: not at all. */
export const useRun = (run: string, wanted = true): UseQueryResult<RunView> =>
  useQuery({ ...runQuery(run), enabled: wanted });

/** Several as they are once, in their order. */
export const useEachRun = (runs: readonly string[]): UseQueryResult<RunView>[] =>
  useQueries({ queries: runs.map(runQuery) });

export const useRunLog = (run: string, following: boolean): UseQueryResult<RunLog> =>
  useQuery({
    queryKey: ['log', run],
    queryFn: () => call<RunLog>('GET', `/api/v1/runs/${id(run)}/log`),
    refetchInterval: following ? 5_000 : false,
  });

export const useEndpoints = (): UseQueryResult<EndpointList> => {
  useWatch('endpoints');
  return useGet(['endpoints'], '/api/v1/endpoints');
};

export const useEndpoint = (name: string): UseQueryResult<EndpointView> => {
  useWatch(`endpoint:${name}`);
  return useEndpointOnce(name);
};

/** As it is once; `wanted` false: not at all. */
export const useEndpointOnce = (name: string, wanted = true): UseQueryResult<EndpointView> =>
  useQuery({
    queryKey: ['endpoint', name],
    queryFn: () => call<EndpointView>('GET', `/api/v1/endpoints/${id(name)}`),
    enabled: wanted,
  });

export const useSchedules = (): UseQueryResult<ScheduleList> => {
  useWatch('schedules');
  return useGet(['schedules'], '/api/v1/schedules');
};
