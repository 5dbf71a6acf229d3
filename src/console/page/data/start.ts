import type { UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { useLocation } from 'wouter';
import type { Started, StartRequest } from '../../api/index.js';
import { call, CallError } from './fetch.js';
import { useAction } from './use-action.js';

const prefixes = { fineTune: 'fine-tune', deploy: 'deploy' };

/** 32 bits of chance. */
const chance = (): string => crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36).padStart(7, '0') ?? '';

/**
 * Starts a run; after it one stands on the run's page. The id is made here and stays for as long as the button does: a second press
 * after an answer that was lost starts nothing twice.
 * @param leaving hears of it before one is there
 */
export function useStart(
  leaving: (request: StartRequest) => void = () => undefined,
): UseMutationResult<Started, Error, StartRequest> {
  const [, navigate] = useLocation();
  const id = useRef<{ readonly run: string; lost: boolean } | null>(null);
  return useAction({
    mutationFn: async (request: StartRequest) => {
      id.current ??= { run: `${prefixes[request.type]}-${chance()}`, lost: false };
      const { run, lost } = id.current;
      try {
        return await call<Started>('POST', '/api/v1/runs', { run, ...request });
      } catch (error) {
        if (!(error instanceof CallError)) throw error;
        if (lost && error.status === 409) return { run };
        if (error.status === 0 || error.status >= 500) id.current.lost = true;
        throw error;
      }
    },
    onSuccess: ({ run }, request) => {
      leaving(request);
      navigate(`/runs/${encodeURIComponent(run)}`);
    },
  });
}
