import { isObject } from '../../contract/given.js';
import type { RunStatus } from '../../contract/run/status.js';
import { InvalidInputError } from '../errors.js';

const isText = (value: unknown): boolean => typeof value === 'string';

const isListOf = (value: unknown, is: (member: unknown) => boolean): boolean => Array.isArray(value) && value.every(is);

const isProgress = (value: unknown): boolean =>
  isObject(value) && isListOf(value['epochs'], isObject) && isListOf(value['logTail'], isText);

/** Whoever may start workflows can call one `fineTune`, and have it say anything. */
function isRunStatus(value: unknown): value is RunStatus {
  if (!isObject(value)) return false;
  const { model, metrics, progress } = value;
  return (
    ['run', 'type', 'phase', 'outcome'].every((name) => isText(value[name])) &&
    isObject(model) &&
    isText(model['id']) &&
    isObject(metrics) &&
    ['gates', 'resources', 'epochs'].every((name) => isListOf(value[name], isObject)) &&
    ['warnings', 'notes'].every((name) => isListOf(value[name], isText)) &&
    (progress === undefined || isProgress(progress))
  );
}

/** What a workflow said, as the status of a run. @throws InvalidInputError where it is none */
export function runStatus(answer: unknown, run: string): RunStatus {
  if (isRunStatus(answer)) return answer;
  const message = `"${run}" does not answer as a run of Tunewright does; look at it in the Temporal UI`;
  throw new InvalidInputError([{ field: 'run', message }]);
}
