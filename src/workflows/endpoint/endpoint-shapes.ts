import type { EndpointKey } from '../../contract/activities.js';
import { isObject, unknownMembers } from '../../contract/given.js';
import { personFault, personName } from '../../contract/person.js';
import {
  longestTimeToLiveInSeconds as longest,
  shortestTimeToLiveInSeconds as shortest,
} from '../../contract/run/requests.js';

/** Checks of messages of unknown origin to the workflow `endpoint`: null, or what is wrong. Synchronous: they run as validators. */

export function leaseFault(input: unknown, key: EndpointKey): string | null {
  const { run, execution, name, region, account, claim } = membersOf(input);
  if (!isText(run)) return 'run must be the workflow id of the run that asks';
  if (execution !== undefined && !isText(execution)) return 'execution must be the first execution of that run';
  if (region !== key.region || account !== key.account) {
    return `endpoint "${key.name}" of this workflow is in ${key.region} of account ${key.account}, not in ${String(region)} of ${String(account)}; choose another name`;
  }
  // A claim is answered: who has the name lets go of it, or tells why not.
  return claim === true || isNameOf(name, key)
    ? null
    : `"${String(name)}" is kept as "${key.name}", and names of endpoints are the same in any case; write it so, or choose another name`;
}

/** Earlier versions did not say how they write it. */
export const isNameOf = (name: unknown, key: EndpointKey): boolean => name === undefined || name === key.name;

export function leaseEndFault(input: unknown): string | null {
  const { run, execution, live, timeToLiveInSeconds, undone } = membersOf(input);
  if (!isText(run)) return 'run must be the workflow id of the run that gives its lease back';
  if (undone !== undefined && !isText(undone)) return 'undone must be the name of an endpoint config';
  if (execution !== undefined && !isText(execution)) return 'execution must be the first execution of that run';
  if (live !== undefined) {
    const { name, configName, modelNames } = membersOf(live);
    if (![name, configName].every(isText) || !Array.isArray(modelNames)) return 'live must be a live endpoint';
  }
  return timeToLiveInSeconds === undefined ? null : timeToLiveFault(timeToLiveInSeconds);
}

export function extensionFault(input: unknown): string | null {
  const given = membersOf(input);
  return (
    unknownMembers(given, ['timeToLiveInSeconds', 'by']) ??
    timeToLiveFault(given['timeToLiveInSeconds']) ??
    nameFault(given['by'])
  );
}

export function removalFault(input: unknown): string | null {
  if (input === undefined || input === null) return null;
  if (!isObject(input)) return 'give {"by"?, "reason"?}, or nothing';
  const { by, reason } = input;
  return (
    unknownMembers(input, ['by', 'reason']) ??
    nameFault(by) ??
    (isLeftOut(reason) || isText(reason) ? null : 'reason must be a text')
  );
}

/** Who asks: as a person's name is kept. Histories hold names that today's checks would refuse. */
export const nameOf = (by: string | null | undefined): string =>
  by === null || by === undefined ? 'somebody' : personName(by);

const timeToLiveFault = (value: unknown): string | null =>
  value === null || (Number.isInteger(value) && (value as number) >= shortest && (value as number) <= longest)
    ? null
    : `timeToLiveInSeconds must be a whole number from ${shortest} to ${longest}, or null for no end`;

function nameFault(by: unknown): string | null {
  const fault = isLeftOut(by) ? null : personFault(by);
  return fault === null ? null : `by ${fault}`;
}

const isLeftOut = (value: unknown): boolean => value === undefined || value === null;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '' && value.length <= 2_000;

const membersOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
