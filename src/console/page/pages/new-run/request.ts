import type { Hyperparameter, RunRequest } from '../../../api/index.js';
import type { FineTuneRequest, GateRule } from '../../../../contract/run/requests.js';

/** What the form edits: the request itself, so that nothing of a run that is repeated gets lost on the way. */
export interface Draft {
  readonly type: 'fineTune' | 'deploy';
  readonly request: RunRequest & Partial<FineTuneRequest>;
}

/** The member of that path, e.g. `endpoint.timeToLiveInSeconds`. */
export function valueAt(request: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], request);
}

/** The request with another value; undefined takes the member away, and an object that has no member left. */
export function withValue<R extends object>(request: R, path: string, value: unknown): R {
  const [name = '', ...rest] = path.split('.');
  const before = (request as Record<string, unknown>)[name];
  const after = rest.length === 0 ? value : withValue(before ?? {}, rest.join('.'), value);
  const { [name]: _, ...others } = request as Record<string, unknown>;
  const empty = after === undefined || (typeof after === 'object' && after !== null && Object.keys(after).length === 0);
  return (empty && rest.length > 0) || after === undefined ? (others as R) : { ...request, [name]: after };
}

/** As the model document's type says; what is no number goes as it was typed, and the server says what is wrong. */
export function hyperparameterValue(
  { type, default: byDefault }: Hyperparameter,
  text: string,
): string | number | undefined {
  const typed = text.trim();
  if (typed === '' || typed === byDefault) return undefined;
  return (type === 'int' || type === 'float') && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}

/** The rule of a gate, given as a rule or within options. */
export const ruleOf = (gate: GateRule | { rule?: GateRule } | undefined): GateRule =>
  (typeof gate === 'string' ? gate : gate?.rule) ?? 'manual';
