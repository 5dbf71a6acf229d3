import type { EndpointStatus } from '../../contract/endpoint-workflow.js';
import type { Problem } from '../../contract/problems.js';
import type { EndpointOptions } from '../../contract/run/requests.js';

/** What the workflow of an endpoint says of its name; `holder` is a run that goes on. */
export type KeptName = Pick<EndpointStatus, 'name' | 'region' | 'account' | 'holder' | 'live'>;

/** A name that is wanted: for which run, where, and whether the endpoint may be there. */
export interface WantedName extends Pick<EndpointOptions, 'update'> {
  readonly name: string;
  readonly region: string;
  /** Left out where it is not known. */
  readonly account?: string;
  /** Workflow id; left out where it is made up later. */
  readonly run?: string;
}

/** Why a run may not have a name that another one is to make an endpoint of. */
export const claimedBy = (name: string, { name: kept, holder }: Pick<KeptName, 'name' | 'holder'>): string =>
  name === kept
    ? `"${name}" is claimed by run ${holder}, which goes on; wait until it has ended, choose another name, or move its endpoint to the new model (endpoint.update)`
    : `"${name}" is claimed as "${kept}" by run ${holder}, which goes on, and names of endpoints are the same in any case; wait until it has ended, or choose another name`;

export const existsAs = (name: string, twin: string): string =>
  `"${name}" exists already as "${twin}", and names of endpoints are the same in any case; write it so, or choose another name`;

/** Temporal keeps one endpoint of a name; that a run can't have it is known before it trains. */
export function keptNameProblems(wanted: WantedName, kept: KeptName | null): Problem[] {
  const message = kept === null ? null : whyNot(wanted, kept);
  return message === null ? [] : [{ field: 'endpoint.name', message }];
}

function whyNot({ name, update, region, account, run }: WantedName, kept: KeptName): string | null {
  const isOthers = kept.holder !== null && kept.holder !== run;
  // It is about to end.
  if (!isOthers && kept.live === null) return null;
  if (kept.region !== region || kept.account !== (account ?? kept.account)) {
    return `"${name}" is the name of an endpoint in ${kept.region} of account ${kept.account}, and a Temporal namespace keeps one of each name; choose another name`;
  }
  if (isOthers) return name === kept.name && update !== undefined ? null : claimedBy(name, kept);
  return name === kept.name ? null : existsAs(name, kept.name);
}
