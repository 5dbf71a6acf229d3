import { useEffect, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { EndpointView, RunView } from '../../../api/index.js';
import { useEndpointOnce, useModels, useRun } from '../../data/queries.js';
import { defaultTimeToLive, withModelOf } from '../first-try.js';
import type { Draft } from './request.js';

interface DraftState {
  /** Null while the run that is repeated, or the catalogue, is read. */
  readonly draft: Draft | null;
  readonly setDraft: (draft: Draft) => void;
  readonly error: Error | null;
}

const storageOf = (parameters: URLSearchParams): string => `draft:${parameters.toString()}`;

function stored(name: string): Draft | null {
  const left = (history.state as Left | null)?.draft;
  if (left !== undefined) {
    history.replaceState(null, '');
    return left;
  }
  const text = sessionStorage.getItem(name);
  return text === null ? null : (JSON.parse(text) as Draft);
}

/** In the entry of the history where a run was started. */
interface Left {
  readonly draft?: Draft;
}

/** Once a run has started, the next form is empty again; whoever goes back finds the one that was sent. */
export function leaveDraft(draft: Draft): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith('draft:')) sessionStorage.removeItem(name);
  history.replaceState({ draft } satisfies Left, '');
}

/** What the form holds: what was typed before a reload, else the run that is repeated, else the model and data of the address. */
export function useDraft(): DraftState {
  const [parameters] = useSearchParams();
  const name = storageOf(parameters);
  const [edited, setEdited] = useState(() => stored(name));
  const from = parameters.get('from');
  const first = useFirst(parameters, edited === null);
  useEffect(() => {
    if (edited !== null) sessionStorage.setItem(name, JSON.stringify(edited));
  }, [edited, name]);
  return { draft: edited ?? first.draft, setDraft: setEdited, error: from === null ? null : first.error };
}

function useFirst(parameters: URLSearchParams, wanted: boolean): { draft: Draft | null; error: Error | null } {
  const from = parameters.get('from');
  const { data: models } = useModels();
  const endpoint = parameters.get('endpoint');
  const earlier = useRun(from ?? '', wanted && from !== null);
  const live = useEndpointOnce(endpoint ?? '', wanted && endpoint !== null);
  if (from !== null && endpoint !== null) {
    const known = earlier.data !== undefined && live.data !== undefined;
    return { draft: known ? again(earlier.data, live.data) : null, error: earlier.error ?? live.error };
  }
  if (from !== null) {
    const request = earlier.data?.request ?? null;
    if (request === null) return { draft: null, error: earlier.error };
    return { draft: { type: request.type, request: request.request }, error: null };
  }
  const model = parameters.get('model') ?? models?.suggested ?? models?.models[0]?.id;
  if (model === undefined) return { draft: null, error: null };
  const data = parameters.get('data');
  return {
    draft: {
      type: 'fineTune',
      request: { model: { id: model }, ...(data === null ? {} : { data }), endpoint: defaultTimeToLive },
    },
    error: null,
  };
}

/**
 * The model of an earlier run for the endpoint that is live, on the instances that the run asked for, decided on by a person. An endpoint that
 * stays must not be given an end on the way.
 */
function again(run: RunView, { name, expiresAt }: EndpointView): Draft {
  const asked = run.request?.request ?? {};
  const { timeToLiveInSeconds: _, update = {}, ...instances } = asked.endpoint ?? {};
  const gate = asked.gates?.deployment;
  return {
    type: 'deploy',
    request: {
      ...withModelOf(run),
      ...(typeof gate === 'object' && { gates: { deployment: { ...gate, rule: 'manual' } } }),
      endpoint: { ...instances, name, update, ...(expiresAt === null ? {} : defaultTimeToLive) },
    },
  };
}
