import type { UseQueryResult } from '@tanstack/react-query';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { PlanView } from '../../../api/index.js';
import { call } from '../../data/fetch.js';
import type { Draft } from './request.js';

const pauseMilliseconds = 300;

/** The plan of what the form says now: the only check of it, and the same as any other door's. Starts nothing. */
export function usePlan(draft: Draft, ready: boolean): UseQueryResult<PlanView> & { readonly settled: boolean } {
  const key = JSON.stringify(draft);
  const [asked, setAsked] = useState(key);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(key), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [key]);
  const query = useQuery({
    queryKey: ['plan', asked],
    queryFn: () => call<PlanView>('POST', '/api/v1/plans', JSON.parse(asked) as Draft),
    enabled: ready,
    placeholderData: keepPreviousData,
  });
  return { ...query, settled: asked === key && !query.isPlaceholderData && query.data !== undefined };
}
