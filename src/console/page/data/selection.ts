import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { idsOf, idsText } from './run-ids.js';

export interface Selection {
  /** Ids of runs, in the order in which they were ticked. */
  readonly selected: readonly string[];
  /** Stays the same function. */
  readonly toggle: (run: string) => void;
  readonly clear: () => void;
}

const parameter = 'selected';

/** The runs that are ticked on this page: in the address, so that they survive a reload and a filter. */
export function useSelection(): Selection {
  const [parameters, setParameters] = useSearchParams();
  const text = parameters.get(parameter);
  const change = useCallback(
    (changed: (before: readonly string[]) => readonly string[]) =>
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          const ids = changed(idsOf(before.get(parameter)));
          if (ids.length === 0) after.delete(parameter);
          else after.set(parameter, idsText(ids));
          return after;
        },
        { replace: true },
      ),
    [setParameters],
  );
  const toggle = useCallback(
    (run: string) =>
      change((before) => (before.includes(run) ? before.filter((one) => one !== run) : [...before, run])),
    [change],
  );
  return { selected: useMemo(() => idsOf(text), [text]), toggle, clear: () => change(() => []) };
}
